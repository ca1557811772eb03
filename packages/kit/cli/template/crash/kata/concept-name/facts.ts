import { defineFacts } from '@lab/kata'
import { openNotes, openBank, openWorld, paysEachRefundOnce } from '../../src/index.ts'
import type { Pay, World } from '../../src/index.ts'

const delivery = { refund: 'refund-1', customer: 'alice', offset: '0' }

export const facts = defineFacts<Pay, World>({
  answer: 'pay',
  open: openWorld,
  facts: {
    'pays a refund once, wherever the consumer dies': (pay, world) =>
      paysEachRefundOnce(world, pay),

    'pays a refund once that the producer has sent twice': async (pay) => {
      const { paid } = await payAll(pay, [delivery, { ...delivery, offset: '1' }])
      return paid.length === 1 ? undefined : `one refund at two offsets, ${paid.length} payments`
    },

    'pays two refunds of one customer': async (pay) => {
      const { paid } = await payAll(pay, [
        delivery,
        { ...delivery, refund: 'refund-2', offset: '1' },
      ])
      return paid.length === 2 ? undefined : `two refunds of alice, ${paid.length} payments`
    },

    'fails when the bank fails, so that the refund is delivered again': async (pay) => {
      const bank = openBank()
      bank.isOutOfService = true
      const ending = await pay(delivery, bank, openNotes()).then(
        () => 'returns',
        () => 'fails',
      )
      return ending === 'fails' ? undefined : 'nothing was paid, and the offset is committed'
    },
  },
})

async function payAll(pay: Pay, deliveries: readonly (typeof delivery)[]) {
  const [bank, notes] = [openBank(), openNotes()]
  for (const one of deliveries) await pay(one, bank, notes)
  return bank
}
