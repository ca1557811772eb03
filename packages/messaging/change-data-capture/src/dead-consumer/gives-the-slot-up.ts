import type { Shop } from '../open-shop.ts'
import { createSlot, dropSlot, slotState } from '../slot.ts'
import type { SlotState } from '../slot.ts'
import { until } from '../until.ts'
import { writeOrders } from './keeps-the-log.ts'

/** Limits that end the keeping of the log, with the value that is set here. */
export const limits = {
  max_slot_wal_keep_size: '16MB',
  // New in 18. Without a unit it is seconds.
  idle_replication_slot_timeout: '1s',
} as const

export type Limit = keyof typeof limits

export interface GivenUp extends Pick<SlotState, 'status' | 'reason' | 'keptBytes'> {
  /** How the slot answers the consumer when it comes back. */
  answer: string
}

/** A slot without a reader, under a limit, until PostgreSQL gives it up at a checkpoint. */
export async function givesTheSlotUp({ plain }: Shop, limit: Limit): Promise<GivenUp> {
  await plain.query(`alter system set ${limit} = '${limits[limit]}'`)
  await plain.query('select pg_reload_conf()')
  await createSlot(plain, 'dead')
  let round = 0
  await until('the slot is given up', async () => {
    if (limit === 'max_slot_wal_keep_size') await writeOrders({ plain }, (round += 1))
    await plain.query('checkpoint')
    // The status says so a moment before the reason, while the checkpoint still has the slot.
    const { status, reason, active } = await slotState(plain, 'dead')
    return status === 'lost' && reason !== null && !active
  })
  const { status, reason, keptBytes } = await slotState(plain, 'dead')
  const consumer = await plain.connect()
  const answer = await consumer
    .query(
      `select pg_logical_slot_get_binary_changes('dead', null, null, 'proto_version', '1', 'publication_names', 'orders')`,
    )
    .then(
      () => 'it reads on',
      ({ code, message }: { code: string; message: string }) => `${code}: ${message}`,
    )
  await plain.query(`alter system reset ${limit}`)
  await plain.query('select pg_reload_conf()')
  // In the session that was refused: its error is sent before it lets go of the slot.
  await dropSlot(consumer, 'dead')
  consumer.release()
  return { status, reason, keptBytes, answer }
}
