import { createPayments } from '../payments/create-payments.ts'
import { UnplannedAnswerError } from '../payments/payments.ts'
import type { BreakerState, Payments } from '../payments/payments.ts'
import type { Shop } from '../shop.ts'

const states: readonly BreakerState[] = ['closed', 'open', 'half-open']

/** Counts and times what the payment provider is asked, by what became of it, and shows the breaker. */
export function measuredPayments(
  shop: Pick<Shop, 'configuration' | 'ways' | 'metrics'>,
  onState: (state: BreakerState) => void = () => {},
): Payments {
  const { breaker, providerCalls } = shop.metrics
  const show = (now: BreakerState) => {
    for (const state of states) breaker.set({ state }, state === now ? 1 : 0)
  }
  show('closed')
  const payments = createPayments(shop, (state) => {
    show(state)
    onState(state)
  })

  async function measure<Answer>(
    call: 'charge' | 'refund' | 'find',
    asked: Promise<Answer>,
    outcomeOf: (answer: Answer) => string,
  ): Promise<Answer> {
    const end = providerCalls.startTimer({ call })
    try {
      const answer = await asked
      end({ outcome: outcomeOf(answer) })
      return answer
    } catch (error) {
      end({ outcome: failureOf(error) })
      throw error
    }
  }

  return {
    charge: (charge) => measure('charge', payments.charge(charge), (answer) => answer),
    refund: (orderId) => measure('refund', payments.refund(orderId), (answer) => answer),
    find: (orderId) => measure('find', payments.find(orderId), () => 'done'),
    isOpen: (asked) => payments.isOpen(asked),
    [Symbol.dispose]: () => payments[Symbol.dispose](),
  }
}

function failureOf(error: unknown): string {
  if (error instanceof UnplannedAnswerError) return 'unplanned'
  return (error as { code?: unknown }).code === 'EOPENBREAKER' ? 'kept back' : 'no answer'
}
