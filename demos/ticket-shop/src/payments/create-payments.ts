// Asks the payment provider, behind a circuit breaker: while it does not answer it is left alone.
// Every request has a timeout and a key, so that a retry never charges twice.
import type { Configuration } from '../configuration.ts'
import type { Shop } from '../shop.ts'
import type { BreakerState, Payments, Post } from './payments.ts'

/** The provider did not say what happened. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
}

/**
 * @param onState Hears when the breaker changes.
 */
export function createPayments(
  { configuration, ways }: Pick<Shop, 'configuration' | 'ways'>,
  onState: (state: BreakerState) => void = () => {},
): Payments {
  const timeoutMs = configuration.PAYMENT_TIMEOUT_SECONDS * 1000
  const guarded = ways.guardPost(createPost(configuration), { timeoutMs, onState })
  return {
    charge: async (charge) =>
      (await guarded.post('charges', charge)) === 201 ? 'done' : 'refused',
    async refund(orderId) {
      await guarded.post('refunds', { orderId })
      return 'done'
    },
    [Symbol.dispose]: () => guarded[Symbol.dispose](),
  }
}

function createPost({ PAYMENTS_URL }: Configuration): Post {
  return async (path, body, signal) => {
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
