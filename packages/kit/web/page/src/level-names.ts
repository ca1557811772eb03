import type { Level } from './lab.ts'

/** Isolation levels at which a concept's connections can begin. */
export const levelNames: Level[] = ['read committed', 'repeatable read', 'serializable']
