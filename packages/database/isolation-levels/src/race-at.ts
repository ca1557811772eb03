import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Anomaly } from './anomaly.ts'
import type { Level } from './levels.ts'
import type { Database } from './open-database.ts'

/** The anomaly's transactions at one level; the invariant is that the anomaly did not happen. */
export function raceAt(anomaly: Anomaly, level: Level, { pool, plain }: Database): Race {
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
