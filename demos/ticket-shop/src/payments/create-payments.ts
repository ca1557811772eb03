// Asks the payment provider, behind a circuit breaker: while it does not answer it is left alone.
// Every request has a timeout and a key, so that a retry never charges twice.
import { circuitBreaker, timeoutOnly } from '@lab/circuit-breaker'
import type { Configuration } from '../configuration.ts'
import type { Shop } from '../open-shop.ts'

export interface Charge {
  orderId: string
  amountCents: number
  card: string
}

export type BreakerState = 'closed' | 'open' | 'half-open'

/** Each throws when no answer comes. Then it may have happened, or not. */
export interface Payments {
  charge(charge: Charge): Promise<'done' | 'refused'>
  /** Pays back what was charged, and refuses what may still come. */
  refund(orderId: string): Promise<'done'>
  [Symbol.dispose](): void
}

/** The provider did not say what happened. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
}

/**
 * @param onState Hears when the breaker changes.
 */
export function createPayments(
  { configuration, lacks }: Pick<Shop, 'configuration' | 'lacks'>,
  onState: (state: BreakerState) => void = () => {},
): Payments {
  const post = createPost(configuration)
  const timeoutMs = configuration.PAYMENT_TIMEOUT_SECONDS * 1000
  if (lacks('circuit-breaker'))
    return { ...payments(timeoutOnly(post, { timeoutMs })), [Symbol.dispose]() {} }
  const breaker = circuitBreaker(post, {
    timeoutMs,
    volumeThreshold: 10,
    errorThresholdPercentage: 50,
    rollingCountTimeout: 2_000,
    resetTimeout: 2 * timeoutMs,
  })
  breaker.on('open', () => onState('open'))
  breaker.on('halfOpen', () => onState('half-open'))
  breaker.on('close', () => onState('closed'))
  return {
    ...payments((path, body) => breaker.fire(path, body)),
    [Symbol.dispose]: () => breaker.shutdown(),
  }
}

type Post = (path: 'charges' | 'refunds', body: { orderId: string }) => Promise<number>

function payments(post: Post): Omit<Payments, typeof Symbol.dispose> {
  return {
    charge: async (charge) => ((await post('charges', charge)) === 201 ? 'done' : 'refused'),
    async refund(orderId) {
      await post('refunds', { orderId })
      return 'done'
    },
  }
}

function createPost({ PAYMENTS_URL }: Configuration) {
  return async (
    path: 'charges' | 'refunds',
    body: { orderId: string },
    signal: AbortSignal,
  ): Promise<number> => {
    const response = await fetch(new URL(path, PAYMENTS_URL), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': body.orderId },
      body: JSON.stringify(body),
      signal,
    })
    await response.arrayBuffer()
    // Declined (402) and cancelled before (409) are answers: the provider is well.
    if (response.ok || response.status === 402 || response.status === 409) return response.status
    throw new ProviderError(`Cannot pay: the provider answered ${response.status}`)
  }
}
