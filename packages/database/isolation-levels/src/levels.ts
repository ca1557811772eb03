/** The level names of the SQL standard, weakest first. */
export const levels = [
  'read uncommitted',
  'read committed',
  'repeatable read',
  'serializable',
] as const

export type Level = (typeof levels)[number]
