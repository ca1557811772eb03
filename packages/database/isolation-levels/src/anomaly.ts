import type { ExploreOptions } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Level } from './levels.ts'

export interface Anomaly<Seen = Record<string, unknown>> {
  /** The file's name. */
  id: string
  /** As the literature calls it. */
  code: string
  name: string
  story: string
  /** What holds when the anomaly does not happen, as `no deposit is lost`. */
  promise: string
  /**
   * SQL that puts the rows into their first state. It truncates: rows that a delete leaves behind
   * would change which pages serializable marks.
   */
  setup: string
  /** Each is one transaction at the given level; what it returns is what it saw. */
  actors: { [Name in keyof Seen]: (pool: Pool, level: Level) => Promise<Seen[Name]> }
  /** Where all orders take too long for a demo. */
  bounds?: Partial<Record<Level, ExploreOptions>>
  /**
   * Says what went wrong, or undefined when the anomaly did not happen.
   *
   * @param seen What the committed transactions returned. The others promised nothing.
   * @param plain Reads the rows that are left.
   */
  happened(seen: Partial<Seen>, plain: Pool): Promise<string | undefined>
}

/** Checks that what an anomaly is judged by is what its transactions return. */
export function anomaly<Seen extends Record<string, unknown>>(described: Anomaly<Seen>): Anomaly {
  return described as unknown as Anomaly
}
