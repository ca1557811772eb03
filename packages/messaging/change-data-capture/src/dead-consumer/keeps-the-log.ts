import { beginAgain } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { createSlot, dropSlot, slotState } from '../slot.ts'

const rounds = 5
export const ordersPerRound = 5_000

export interface KeptLog {
  /** Orders that were written since both slots were made, and what they wrote to the log. */
  orders: number
  writtenBytes: number
  /** What each slot keeps of that. */
  dead: number
  alive: number
}

export interface KeptLogs {
  points: KeptLog[]
  /** Whether the position from which the dead slot keeps the log has moved. */
  hasMoved: boolean
  /** The files of the log after a checkpoint: with the dead slot, and when it is dropped. */
  filesBytes: { kept: number; dropped: number }
}

/** The shop writes; one slot has no reader, the reader of the other one confirms after each round. */
export async function keepsTheLog(shop: Shop): Promise<KeptLogs> {
  const { plain } = shop
  await beginAgain(shop)
  await createSlot(plain, 'dead')
  await createSlot(plain, 'alive')
  const { restartLsn } = await slotState(plain, 'dead')
  const start = await position()
  const points: KeptLog[] = [await point(0)]
  for (let round = 1; round <= rounds; round += 1) {
    await writeOrders({ plain }, round)
    await plain.query('checkpoint')
    await plain.query(`select pg_replication_slot_advance('alive', pg_current_wal_lsn())`)
    points.push(await point(round * ordersPerRound))
  }
  const hasMoved = (await slotState(plain, 'dead')).restartLsn !== restartLsn
  const kept = await filesBytes({ plain })
  await dropSlot(plain, 'dead')
  await dropSlot(plain, 'alive')
  await plain.query('checkpoint')
  return { points, hasMoved, filesBytes: { kept, dropped: await filesBytes({ plain }) } }

  async function point(orders: number): Promise<KeptLog> {
    const { rows } = await plain.query(
      'select pg_wal_lsn_diff(pg_current_wal_lsn(), $1::pg_lsn)::int as bytes',
      [start],
    )
    const [dead, alive] = [await slotState(plain, 'dead'), await slotState(plain, 'alive')]
    return { orders, writtenBytes: rows[0].bytes, dead: dead.keptBytes!, alive: alive.keptBytes! }
  }
  async function position(): Promise<string> {
    return (await plain.query('select pg_current_wal_lsn() as here')).rows[0].here
  }
}

/** Writes some megabytes of orders, and deletes those of before. */
export async function writeOrders({ plain }: Pick<Shop, 'plain'>, round: number): Promise<void> {
  await plain.query('truncate orders')
  await plain.query(
    `insert into orders (id, status, note)
     select $1::int * 10000 + n, 'new', repeat('x', 1500) from generate_series(1, $2::int) as n`,
    [round, ordersPerRound],
  )
}

async function filesBytes({ plain }: Pick<Shop, 'plain'>): Promise<number> {
  return (await plain.query('select sum(size)::int as bytes from pg_ls_waldir()')).rows[0].bytes
}
