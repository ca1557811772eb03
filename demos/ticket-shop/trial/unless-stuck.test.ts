import { postgres } from '@lab/servers/postgres'
import { expect, it } from 'vitest'
import { placeTestOrder } from '../src/place-test-order.fixture.ts'
import { unlessStuck } from './unless-stuck.ts'

it('unlessStuck waits until an order is compared, and gives up when it never is', async () => {
  await using db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const pool = db.pool()
  await placeTestOrder(pool, { status: 'complete' })
  const isStuck = async () => {
    const giveUp = new AbortController()
    await unlessStuck({ data: { pool } }, giveUp, async () => {}, 300)
    return giveUp.signal.aborted
  }
  expect(await isStuck()).toBe(true)
  await pool.query('update orders set reconciled_at = now()')
  expect(await isStuck()).toBe(false)
})
