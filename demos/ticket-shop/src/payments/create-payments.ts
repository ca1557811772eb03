// Asks the payment provider, behind circuit breakers: while it does not answer it is left alone. Look-ups
// have a breaker of their own, so that they hold back no charge when they alone fail. Every request has a
// timeout and a key, so that a retry never charges twice.
import { z } from 'zod'
import type { Configuration } from '../configuration.ts'
import { parseJson } from '../parse-json.ts'
import { tracedFetch } from '../traces/traced-fetch.ts'
import type { Shop } from '../shop.ts'
import { UnplannedAnswerError } from './payments.ts'
import type { BreakerState, CallProvider, Payments, ProviderReply } from './payments.ts'

/** The provider did not say what happened. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
}

const booked = z.object({
  orderId: z.string(),
  state: z.enum(['charged', 'declined', 'cancelled']),
  amountCents: z.int(),
})

/**
 * @param onState Hears when the breaker of charges and refunds changes.
 */
export function createPayments(
  { configuration, ways }: Pick<Shop, 'configuration' | 'ways'>,
  onState: (state: BreakerState) => void = () => {},
): Payments {
  const timeoutMs = configuration.PAYMENT_TIMEOUT_SECONDS * 1000
  const call = createCall(configuration)
  const provider = ways.guardProvider(call, { timeoutMs, onState })
  const lookUps = ways.guardProvider(call, { timeoutMs, onState() {} })
  return {
    async charge(charge) {
      const reply = await provider.call('charges', charge)
      refuseOther(reply, charge.orderId)
      if (reply.status === 201) return 'done'
      // Declined, or cancelled before.
      if (reply.status === 402 || reply.status === 409) return 'refused'
      throw unplanned('charge', reply)
    },
    async refund(orderId) {
      const reply = await provider.call('refunds', { orderId })
      refuseOther(reply, orderId)
      if (reply.status === 200) return 'done'
      throw unplanned('refund', reply)
    },
    async find(orderId) {
      const reply = await lookUps.call(`charges/${orderId}`)
      if (reply.status === 404) return undefined
      refuseOther(reply, orderId)
      const read = booked.safeParse(reply.body)
      if (reply.status === 200 && read.success) {
        const { state, amountCents } = read.data
        return { state, amountCents }
      }
      throw unplanned('look-up', reply)
    },
    isOpen: (asked) => (asked === 'look-ups' ? lookUps : provider).isOpen(),
    [Symbol.dispose]() {
      provider[Symbol.dispose]()
      lookUps[Symbol.dispose]()
    },
  }
}

const unplanned = (asked: string, { status }: ProviderReply) =>
  new UnplannedAnswerError(`The payment provider answered ${status} to a ${asked}`)

const named = z.object({ orderId: z.string() })

/** An answer need not name its order. One that names another is none to this request. */
function refuseOther({ body }: ProviderReply, orderId: string): void {
  const { data } = named.safeParse(body)
  if (data !== undefined && data.orderId !== orderId)
    throw new UnplannedAnswerError('The payment provider answered for another order')
}

/** Answers of 4xx that say "later". */
const later = new Set([408, 425, 429])
/** We may not ask now: that says nothing about an order that has ended, and the look-up can wait. */
const notNow = new Set([401, 403])

function createCall({ PAYMENTS_URL }: Configuration): CallProvider {
  return async (path, body, signal) => {
    const [collection, orderId] = path.split('/')
    const template = `/${collection}${orderId === undefined ? '' : '/{orderId}'}`
    const response = await tracedFetch(template, new URL(path, PAYMENTS_URL), {
      method: body === undefined ? 'GET' : 'POST',
      ...(body && {
        headers: { 'content-type': 'application/json', 'idempotency-key': body.orderId },
        body: JSON.stringify(body),
      }),
      // Followed, a POST becomes the GET of a page: its 200 would stand for a refund.
      redirect: 'manual',
      signal,
    })
    const text = await readSome(response)
    const { status } = response
    // Whatever else it says, the provider is well.
    const isLater = later.has(status) || (body === undefined && notNow.has(status))
    if (status < 500 && !isLater) return { status, body: parseJson(text) }
    throw new ProviderError(`Cannot pay: the provider answered ${status}`)
  }
}

const mostBytes = 65_536

/** Reads what an answer can have, and leaves the rest, which may be without end. */
async function readSome(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    parts.push(part)
    if ((bytes += part.length) > mostBytes) break
  }
  return Buffer.concat(parts).toString()
}
