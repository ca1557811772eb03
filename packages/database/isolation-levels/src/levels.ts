import type { IsolationLevel } from '@lab/servers/in-transaction'

export type Level = IsolationLevel

/** The level names of the SQL standard, weakest first. */
export const levels: readonly Level[] = [
  'read uncommitted',
  'read committed',
  'repeatable read',
  'serializable',
]
