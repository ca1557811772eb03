// The payment provider: another company's service. It keeps its books in memory, answers an order
// that comes again as before, and can be told to be slow or to fail.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export type Behaviour = 'well' | 'slow' | 'failing'

/** What the provider's books say of an order. */
export interface Account {
  orderId: string
  amountCents: number
  /** Cancelled: what was charged has been paid back, and what still comes is refused. */
  state: 'charged' | 'declined' | 'cancelled'
}

export interface Books {
  accounts: Account[]
  /** Requests that came while it was failing. */
  askedInVain: number
}

export interface PaymentProvider {
  url: string
  behave(behaviour: Behaviour): void
  books(): Books
}

/** The last digits of a card that is always declined. */
export const declinedDigits = '0002'

// Longer than the caller waits. What was asked for happens at once all the same.
const slowMs = 3_000

export async function startPaymentProvider(): Promise<PaymentProvider> {
  const accounts = new Map<string, Account>()
  let behaviour: Behaviour = 'well'
  let askedInVain = 0

  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat(await request.toArray()).toString()
    if (behaviour === 'failing') {
      askedInVain += 1
      response.writeHead(503).end()
      return
    }
    const [, path, orderId] = request.url!.split('/')
    if (orderId !== undefined) {
      const account = accounts.get(orderId)
      response.writeHead(account === undefined ? 404 : 200).end(JSON.stringify(account))
      return
    }
    const status = path === 'charges' ? charge(text) : refund(text)
    if (behaviour === 'slow') await wait(slowMs, undefined, { ref: false })
    response.writeHead(status).end()
  }

  function charge(text: string): number {
    const { orderId, amountCents, card } = JSON.parse(text) as Account & { card: string }
    const account = accounts.get(orderId) ?? {
      orderId,
      amountCents,
      state: card.endsWith(declinedDigits) ? 'declined' : 'charged',
    }
    accounts.set(orderId, account)
    return { charged: 201, declined: 402, cancelled: 409 }[account.state]
  }

  function refund(text: string): number {
    const { orderId } = JSON.parse(text) as { orderId: string }
    const { amountCents = 0 } = accounts.get(orderId) ?? {}
    accounts.set(orderId, { orderId, amountCents, state: 'cancelled' })
    return 200
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (next) => void (behaviour = next),
    books: () => ({ accounts: [...accounts.values()], askedInVain }),
  }
}
