import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Anomaly } from './anomaly.ts'
import type { Level } from './levels.ts'

export interface Clients {
  /** Watched, with a connection for each actor. */
  pool: Pool
  /** Not watched: puts the rows back before each order and reads them after it. */
  plain: Pool
}

/** The anomaly's transactions at one level; the invariant is that the anomaly did not happen. */
export function raceAt(anomaly: Anomaly, level: Level, { pool, plain }: Clients): Race {
  let seen: Record<string, unknown> = {}
  return conduct({
    setup: async () => {
      seen = {}
      await plain.query(anomaly.setup)
    },
    actors: Object.fromEntries(
      Object.entries(anomaly.actors).map(([name, transaction]) => [
        name,
        async () => {
          const result = await transaction(pool, level)
          seen[name] = result
          return result
        },
      ]),
    ),
    invariant: () => anomaly.happened(seen, plain),
  })
}
