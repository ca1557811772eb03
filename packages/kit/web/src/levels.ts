/** Isolation levels at which a concept's connections can begin. */
export const levels = ['read committed', 'repeatable read', 'serializable'] as const

export type Level = (typeof levels)[number]
