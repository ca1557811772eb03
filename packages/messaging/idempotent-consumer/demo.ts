import { concept, showRace } from '@lab/stage'
import type { Scene, ShownRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  batchInbox,
  chargeEachDelivery,
  chargesAfterALostMember,
  chargesAfterAPause,
  chargesEachBatchOnce,
  chargesEachPaymentOnce,
  inboxInOneStatement,
  inboxInOneTransaction,
  lookThenProcess,
  naturalKeyUpsert,
} from './src/index.ts'
import type { Redeliveries } from './src/index.ts'
import type { Payments } from './src/open-payments.ts'
import { producerRetryScene, transactionalPipelineScene } from './scenes/log-scenes.ts'
import { offsetInTransactionScene } from './scenes/offset-in-transaction-scene.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { outgoingMailScene } from './scenes/outgoing-mail-scene.ts'
import { rebalanceScene } from './scenes/rebalance-scene.ts'

/** One scene for each way to take a payment, judged when its worker dies and when it loses the partition. */
function payingScene(
  way: string,
  races: (world: Payments) => Redeliveries,
  scene: Omit<ShownRace, 'way'> & { title: string; say: string; played: keyof Redeliveries },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { payments }) {
      await stage.say(scene.say)
      const { crash, rebalance } = races(payments)
      await showRace(
        stage,
        scene.played === 'crash'
          ? { crash: { race: crash }, rebalance: { race: rebalance } }
          : { rebalance: { race: rebalance }, crash: { race: crash } },
        { ...scene, way },
      )
    },
  }
}

export const demo = concept<World>(manifest, {
  open: openWorld,
  ahead: true,
  scenes: [
    {
      id: 'redelivery',
      title: 'Kafka delivers again what was not committed',
      async play(stage, { payments }) {
        await stage.say(
          'A worker takes 10 from an account and is gone before it commits the offset. The next member of its group is given the record again.',
        )
        for (const way of [chargeEachDelivery, inboxInOneTransaction]) {
          const { deliveries, charged } = await chargesAfterALostMember(payments, way)
          const isNaive = way === chargeEachDelivery
          await stage.verdict({
            way: isNaive ? 'charge-each-delivery' : 'inbox-in-one-transaction',
            claim: isNaive ? 'breaks' : 'holds',
            observed: charged === 10 ? 'holds' : 'breaks',
            text: isNaive
              ? 'At least once is what Kafka promises. Whoever takes each delivery for a new payment takes the money twice.'
              : 'The second delivery comes all the same. The worker knows it by the id of the payment.',
            numbers: { deliveries, due: 10, charged },
          })
        }
      },
    },
    rebalanceScene,
    payingScene('look-then-process', (world) => chargesEachPaymentOnce(world, lookThenProcess), {
      title: 'Look, process, take note: the payment is taken twice',
      say: 'The common recipe: look for the id of the payment, process it in a transaction, then write the id down.',
      played: 'crash',
      play: { title: 'The worker dies between the work and the note' },
      claim: 'breaks',
      text: 'What was done and that it was done are committed apart, so a crash gets in between. And two workers can both look before either writes.',
    }),
    payingScene(
      'inbox-in-one-transaction',
      (world) => chargesEachPaymentOnce(world, inboxInOneTransaction),
      {
        title: 'Note and work in one transaction',
        say: 'The id goes into a table with a unique key, first, in the same transaction as the work.',
        played: 'rebalance',
        play: {
          title: 'The second worker waits at the insert, then knows the payment',
          schedule: 'first×4 second×4 first×3',
        },
        claim: 'holds',
        text: 'Both are committed or neither is. The unique key makes a second delivery wait for the first one.',
      },
    ),
    payingScene(
      'inbox-in-one-statement',
      (world) => chargesEachPaymentOnce(world, inboxInOneStatement),
      {
        title: 'Note and work in one statement',
        say: 'The same, written as one statement: a transaction by itself, and one round trip.',
        played: 'crash',
        play: {
          title:
            'The worker dies before the commit of the offset; the second statement does nothing',
          schedule: 'worker×5 crash(worker)',
        },
        claim: 'holds',
        text: 'No place between the note and the work is left in which to die.',
      },
    ),
    payingScene('natural-key-upsert', (world) => chargesEachPaymentOnce(world, naturalKeyUpsert), {
      title: 'The effect has the key',
      say: 'The payment itself is a row under its id. The balance is a sum over these rows.',
      played: 'crash',
      play: {
        title: 'The worker dies before the commit of the offset; the second insert changes nothing',
        schedule: 'worker×5 crash(worker)',
      },
      claim: 'holds',
      text: 'An effect that can be written twice needs no memory of deliveries.',
    }),
    payingScene('batch-inbox', (world) => chargesEachBatchOnce(world, batchInbox), {
      title: 'A whole batch in one statement',
      say: 'Two payments come as one batch. One statement takes note of both, and charges what is new.',
      played: 'crash',
      play: {
        title: 'The worker dies before the commit of the offset; the batch comes again',
        schedule: 'worker×5 crash(worker)',
      },
      claim: 'holds',
      text: 'The same promise, for one round trip a batch.',
    }),
    offsetInTransactionScene,
    outgoingMailScene,
    producerRetryScene,
    transactionalPipelineScene,
    {
      id: 'retention',
      title: 'How long the inbox must remember',
      async play(stage, { payments }) {
        await stage.say(
          'The topic keeps records for seven days. After six days the group has lost its offsets and reads the log from its start.',
        )
        for (const keepDays of [1, 7]) {
          const charged = await chargesAfterAPause(payments, { keepDays })
          await stage.verdict({
            way: keepDays === 1 ? 'inbox-kept-for-a-day' : 'inbox-kept-as-long-as-the-topic',
            claim: keepDays === 1 ? 'breaks' : 'holds',
            observed: charged === 10 ? 'holds' : 'breaks',
            text:
              keepDays === 1
                ? 'The id was purged, the record was not.'
                : 'What the log can still deliver, the inbox still knows.',
            numbers: { keepDays, due: 10, charged },
          })
        }
      },
    },
  ],
})
