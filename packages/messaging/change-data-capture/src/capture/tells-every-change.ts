import { conduct, turn } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { inTransaction } from '@lab/servers/in-transaction'
import { beginAgain } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import type { Capture, StartCapture } from './capture.ts'

/** What the shop does while the other system looks once; it looks again when all is committed. */
export type Situation = 'late commit' | 'two updates' | 'delete'

const update = `update orders set status = $2, updated_at = clock_timestamp() where id = $1`

/** Each writer says what it has committed, as soon as it has. */
const situations: Record<Situation, Record<string, Writer>> = {
  'late commit': {
    alice: async ({ pool }, committed) => {
      await inTransaction(pool, (client) => client.query(update, [1, 'paid']))
      committed('update 1 paid')
    },
    bob: async ({ plain, outside }, committed) => {
      await turn('updates order 2 and commits')
      await outside(() => plain.query(update, [2, 'paid']))
      committed('update 2 paid')
    },
  },
  'two updates': {
    alice: async ({ pool }, committed) => {
      await pool.query(update, [1, 'paid'])
      committed('update 1 paid')
      await pool.query(update, [1, 'shipped'])
      committed('update 1 shipped')
    },
  },
  delete: {
    alice: async ({ pool }, committed) => {
      await pool.query('delete from orders where id = 1')
      committed('delete 1')
    },
  },
}

type Writer = (shop: Shop, committed: (change: string) => void) => Promise<void>

export interface CaptureRaces {
  /** Every committed change is told, once or more. */
  missesNone: Race
  /** And what is told comes in the order of the commits. */
  inCommitOrder: Race
}

/** The contract: whatever the warehouse's look comes between, it hears of every change. */
export function tellsEveryChange(
  shop: Shop,
  start: StartCapture,
  situation: Situation,
): CaptureRaces {
  let capture: Capture | undefined
  let committed: string[] = []
  let told: string[] = []
  const look = () => capture!.look((changes) => void told.push(...changes))
  const writers = Object.entries(situations[situation]).map(([name, write]) => [
    name,
    () => write(shop, (change) => committed.push(change)),
  ])
  const raceWith = (judge: () => string | undefined) =>
    conduct({
      async setup() {
        await beginAgain(shop)
        capture = await start(shop)
        shop.leave(capture)
        committed = []
        told = []
      },
      actors: { ...Object.fromEntries(writers), warehouse: look },
      async invariant() {
        await look()
        return judge()
      },
    })
  return {
    missesNone: raceWith(() => {
      const missing = committed.filter((change) => !told.includes(change))
      return missing.length === 0 ? undefined : `the warehouse never hears of ${missing.join(', ')}`
    }),
    inCommitOrder: raceWith(() => {
      const expected = committed.filter((change) => told.includes(change))
      return told.join() === expected.join() ? undefined : `it hears ${told.join(', ')}`
    }),
  }
}
