import { comparison, concept } from '@lab/stage'
import type { ComparedWay, Scene } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { chargesAfterACrash, writesEachReceiptOnce } from './src/index.ts'
import type { Payments } from './src/open-payments.ts'
import { autoCommitScene } from './scenes/auto-commit-scene.ts'
import { crashPointsScene } from './scenes/crash-points-scene.ts'
import { crashWays } from './scenes/crash-ways.ts'
import { producerRetryScene, transactionalPipelineScene, zombieScene } from './scenes/log-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { promise } from './scenes/promise.ts'
import { rebalanceScene } from './scenes/rebalance-scene.ts'

/** One scene for each way; the first of two members dies between the work and the commit. */
function crashScene(
  way: keyof typeof crashWays,
  { title, say, table, text }: { title: string; say: string; table: string; text: string },
): Scene<World> {
  return {
    id: way,
    title,
    async play(stage, { payments }) {
      await stage.say(say)
      const { order, charge, claim } = crashWays[way]
      const { deliveries, charged, steps } = await chargesAfterACrash(payments, order, charge)
      await stage.table({
        title: table,
        columns: ['member', 'step'],
        rows: steps.map(({ member, step }) => [member, step]),
      })
      await stage.verdict({
        way,
        promise,
        claim,
        observed: charged === 10 ? 'holds' : 'breaks',
        text,
        numbers: { deliveries, due: 10, charged },
      })
    },
  }
}

async function afterACrash(
  payments: Payments,
  way: keyof typeof crashWays,
  price: string,
): Promise<ComparedWay> {
  const { order, charge, claim } = crashWays[way]
  const { deliveries, charged } = await chargesAfterACrash(payments, order, charge)
  return {
    way,
    claim,
    observed: charged === 10 ? 'holds' : 'breaks',
    counts: { deliveries, charged },
    price,
  }
}

export const demo = concept<World>(manifest, {
  open: openWorld,
  ahead: true,
  headline: ['commit-after-work', 'inbox', 'ways-compared'],
  scenes: [
    crashScene('commit-after-work', {
      title: 'Kafka delivers again what was not committed',
      say: 'A real group. The first member charges a payment of 10 and dies before it commits the offset. Then the second member joins.',
      table: 'The record is delivered again',
      text: 'At least once: the second member is given the same record, and charges it again.',
    }),
    crashScene('commit-before-work', {
      title: 'Committed first, the payment is lost',
      say: 'The same group, but each member commits the offset before it charges. The first member dies in between.',
      table: 'The second member is given the next record',
      text: 'At most once: Kafka does not deliver a record again whose offset is committed, and the work was never done.',
    }),
    crashScene('inbox', {
      title: 'At least once, and a consumer that knows the id',
      say: 'The offset is committed after the work. The transaction that charges also stores the id of the payment, under a unique key.',
      table: 'The record is delivered again, and the id is known',
      text: 'The second delivery still happens. It charges nothing, so the effect is the same as that of one delivery.',
    }),
    crashPointsScene,
    autoCommitScene,
    rebalanceScene,
    producerRetryScene,
    transactionalPipelineScene,
    zombieScene,
    comparison<World>({
      promise,
      best: 'inbox',
      answer:
        'Say: "The consumer chooses by when it commits the offset. Before the work it is at most once: a crash loses the record. After the work it is at least once: a crash or a rebalance repeats it. I take at least once and make the consumer idempotent, by an id that is stored in the transaction of the work. Kafka transactions give exactly once from topic to topic, for readers of committed records; they do not include my database."',
      ways: async ({ payments }) => [
        await afterACrash(payments, 'commit-before-work', 'the payment is lost'),
        await afterACrash(payments, 'commit-after-work', 'charged twice'),
        await afterACrash(payments, 'inbox', 'an inbox table'),
        await inAPipeline(payments),
      ],
    }),
  ],
})

async function inAPipeline(payments: Payments): Promise<ComparedWay> {
  const { charged, deliveries } = await writesEachReceiptOnce(payments)
  return {
    way: 'transactional-pipeline',
    claim: 'breaks',
    observed: charged === 10 ? 'holds' : 'breaks',
    counts: { deliveries, charged },
    price: 'it covers Kafka only',
  }
}
