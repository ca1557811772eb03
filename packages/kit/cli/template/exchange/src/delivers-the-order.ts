import { recordExchange } from '@lab/wire/record-exchange'
import type { RecordedExchange } from '@lab/wire/record-exchange'
import { openShop } from './open-shop.ts'
import type { Move } from './open-shop.ts'

export interface Delivery {
  exchange: RecordedExchange
  /** Messages that passed, requests and replies. */
  messages: number
  /** Why the order has not arrived as it was sent, or undefined. */
  violation: string | undefined
}

const order = '{"seat":12}'

/** The contract of every way: an order that is sent to the old path arrives at the new one as it was sent. */
export async function deliversTheOrder(move: Move, title: string): Promise<Delivery> {
  await using shop = await openShop(move)
  await using recorder = recordExchange()
  const way = { from: 'client', to: 'shop', fields: ['Location'], bodies: 'kept' } as const
  const url = await recorder.http(shop.url, way)
  const reply = await fetch(new URL('/orders', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: order,
  })
  await reply.text()
  const exchange = recorder.exchange(title)
  const [first] = shop.arrived
  return { exchange, messages: exchange.messages.length, violation: lost(first) }
}

function lost(arrived: { method: string; body: string } | undefined): string | undefined {
  if (arrived === undefined) return 'nothing arrives'
  const { method, body } = arrived
  if (method === 'POST' && body === order) return undefined
  return `${method} arrives ${body === '' ? 'without a body' : `with ${body}`}`
}
