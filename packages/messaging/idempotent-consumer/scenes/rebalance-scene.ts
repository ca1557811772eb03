import type { Scene } from '@lab/stage'
import { chargeEachDelivery, chargesAfterARebalance, inboxInOneTransaction } from '../src/index.ts'
import type { World } from './open-world.ts'

export const rebalanceScene: Scene<World> = {
  id: 'rebalance',
  title: 'A slow member loses its partition while it works',
  async play(stage, { payments }) {
    await stage.say(
      'Two real members of one group. The first one is given a payment and works on it for longer than its rebalance timeout. Meanwhile the second one joins.',
    )
    const naive = await chargesAfterARebalance(payments, chargeEachDelivery)
    await stage.exchange(naive.exchange)
    await stage.verdict({
      way: 'charge-each-delivery',
      claim: 'breaks',
      observed: naive.charged === 10 ? 'holds' : 'breaks',
      text: `The broker refuses the commit of the first member with ${naive.refusal ?? 'no error'}. The work itself it cannot refuse: both members have taken the money.`,
      numbers: { deliveries: naive.deliveries, due: 10, charged: naive.charged },
    })
    const { deliveries, charged } = await chargesAfterARebalance(payments, inboxInOneTransaction)
    await stage.verdict({
      way: 'inbox-in-one-transaction',
      claim: 'holds',
      observed: charged === 10 ? 'holds' : 'breaks',
      text: 'The group cannot stop a member that still works. The unique key can.',
      numbers: { deliveries, due: 10, charged },
    })
  },
}
