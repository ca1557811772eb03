import type { Client } from 'pg'
import { emptyShop } from '../open-shop.ts'
import type { Opened } from '../open-shop.ts'
import { insertEvent } from '../tell/outbox.ts'

export interface Heard {
  /** Notifications that the relay got while it was connected, of one event. */
  connected: number
  /** Those of an event that was inserted while it was not, after it listens again. */
  missed: number
  /** Events that are not published then: what it finds when it looks. */
  unpublished: number
}

/** A relay is woken by `notify`, and its connection is lost while an order is placed. */
export async function listens(opened: Opened, connect: () => Promise<Client>): Promise<Heard> {
  const { pool } = opened.plain
  await emptyShop(opened)
  const first = await listen(await connect())
  await pool.query(insertEvent, ['order-1', 'placed'])
  await pool.query(`notify outbox, 'order-1'`)
  await first.heard('order-1')
  await first.end()
  await pool.query(insertEvent, ['order-2', 'placed'])
  await pool.query(`notify outbox, 'order-2'`)
  const second = await listen(await connect())
  // It comes after everything that was still to come.
  await pool.query(`notify outbox, 'marker'`)
  await second.heard('marker')
  await second.end()
  const found = await pool.query('select id from outbox where published_at is null')
  return {
    connected: first.got.filter((payload) => payload === 'order-1').length,
    missed: second.got.filter((payload) => payload === 'order-2').length,
    unpublished: found.rows.length,
  }
}

async function listen(client: Client) {
  const got: string[] = []
  const waiting = new Map<string, () => void>()
  client.on('notification', ({ payload = '' }) => {
    got.push(payload)
    waiting.get(payload)?.()
  })
  await client.query('listen outbox')
  return {
    got,
    async heard(payload: string) {
      if (got.includes(payload)) return
      await new Promise<void>((resolve) => void waiting.set(payload, resolve))
    },
    end: () => client.end(),
  }
}
