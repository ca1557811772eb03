import type { Scene } from '@lab/stage'
import { chargeEachDelivery, chargesAfterARebalance, inbox, lateCommits } from '../src/index.ts'
import type { World } from './open-world.ts'
import { promise } from './promise.ts'

export const rebalanceScene: Scene<World> = {
  id: 'rebalance',
  title: 'A slow member loses its partition while it works',
  async play(stage, { payments }) {
    await stage.say(
      'Two real members of one group. The first one is given a payment and works on it for longer than its rebalance timeout. Meanwhile the second one joins.',
    )
    const repeated = await chargesAfterARebalance(payments, chargeEachDelivery)
    await stage.exchange(repeated.exchange)
    await stage.verdict({
      way: 'commit-after-work',
      promise,
      claim: 'breaks',
      observed: repeated.charged === 10 ? 'holds' : 'breaks',
      text: `The broker refuses the commit of the first member with ${repeated.refusal ?? 'no error'}. It cannot refuse the work: both members have charged the account.`,
      numbers: { deliveries: repeated.deliveries, due: 10, charged: repeated.charged },
    })
    const [classic, consumer] = [
      await lateCommits(payments, 'classic'),
      await lateCommits(payments, 'consumer'),
    ]
    await stage.table({
      title: 'What the broker answers to a commit after the partition has gone to another member',
      columns: [
        'the commit comes from a member that',
        'classic group',
        'consumer protocol (KIP-848)',
      ],
      rows: [
        ['is out of the group', classic.removed, consumer.removed],
        ['sends the generation of the delivery', classic.old, consumer.old],
        ['sends the generation of now', classic.current, consumer.current],
      ],
    })
    const { deliveries, charged } = await chargesAfterARebalance(payments, inbox)
    await stage.verdict({
      way: 'inbox',
      promise,
      claim: 'holds',
      observed: charged === 10 ? 'holds' : 'breaks',
      text: 'The group cannot stop a member that still works. The unique key of the inbox can.',
      numbers: { deliveries, due: 10, charged },
    })
  },
}
