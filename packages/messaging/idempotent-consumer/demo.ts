import { concept, showRace } from '@lab/stage'
import type { Scene, ShownRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  appendsEachMessageOnce,
  batchInbox,
  chargeEachDelivery,
  chargesAfterALostMember,
  chargesAfterAPause,
  chargesEachBatchOnce,
  chargesEachPaymentOnce,
  idempotentProducer,
  inboxInOneStatement,
  inboxInOneTransaction,
  lookThenProcess,
  mailAfterCommit,
  mailInTransaction,
  mailsEachPaymentOnce,
  mailWithKey,
  naturalKeyUpsert,
  plainProducer,
  startMailProvider,
  writesEachReceiptOnce,
} from './src/index.ts'
import type { Redeliveries } from './src/index.ts'
import { openPayments } from './src/open-payments.ts'
import type { Payments } from './src/open-payments.ts'

const open = async () => {
  const payments = await openPayments()
  const { db, bus } = payments
  return { db, bus, payments, mail: await startMailProvider() }
}

type World = Awaited<ReturnType<typeof open>>

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
  open,
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
          schedule: 'worker×3 crash(worker)',
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
        schedule: 'worker×3 crash(worker)',
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
        schedule: 'worker×3 crash(worker)',
      },
      claim: 'holds',
      text: 'The same promise, for one round trip a batch.',
    }),
    {
      id: 'outgoing-mail',
      title: 'An effect outside the database',
      async play(stage, { payments, mail }) {
        await stage.say(
          'The payer gets a mail. The provider is another company: no transaction reaches it.',
        )
        await showRace(stage, mailsEachPaymentOnce(payments, mail, mailAfterCommit), {
          way: 'mail-after-commit',
          claim: 'breaks',
          play: { title: 'The worker dies after the commit: paid, and never told' },
          text: 'The second delivery is seen before, so the mail is never sent: at most once.',
        })
        await showRace(stage, mailsEachPaymentOnce(payments, mail, mailInTransaction), {
          way: 'mail-in-transaction',
          claim: 'breaks',
          play: { title: 'The worker dies before the commit: told twice' },
          text: 'Sent before the commit, the mail is sent again with the next delivery: at least once.',
        })
        await showRace(stage, mailsEachPaymentOnce(payments, mail, mailWithKey), {
          way: 'mail-with-key',
          claim: 'holds',
          play: {
            title: 'The same death; the provider knows the key',
            schedule: 'worker×6 crash(worker)',
          },
          text: 'It is still asked twice. The provider, which keeps the key, sends once.',
        })
      },
    },
    {
      id: 'producer-retry',
      title: 'The producer makes the duplicate',
      async play(stage, { bus }) {
        await stage.say(
          'The network breaks while the broker acknowledges. The producer cannot tell whether its record arrived, and sends it again.',
        )
        for (const [way, openProducer] of [
          ['plain-producer', plainProducer],
          ['idempotent-producer', idempotentProducer],
        ] as const) {
          const { requests, records } = await appendsEachMessageOnce(bus, openProducer)
          await stage.verdict({
            way,
            claim: openProducer === plainProducer ? 'breaks' : 'holds',
            observed: records === 1 ? 'holds' : 'breaks',
            text:
              openProducer === plainProducer
                ? 'Both are in the log, at two offsets. A consumer that remembers offsets cannot see that they are one.'
                : 'The broker knows the number of the batch, and acknowledges without writing it again.',
            numbers: { requests, records },
          })
        }
      },
    },
    {
      id: 'transactional-pipeline',
      title: 'Exactly once ends where Kafka ends',
      async play(stage, { payments }) {
        await stage.say(
          'A pipeline reads payments and writes receipts, and commits the offset with them in one Kafka transaction. It also takes the money in PostgreSQL. It dies before the commit, and a successor with the same transactional id goes on.',
        )
        const { committed, inTheLog, charged } = await writesEachReceiptOnce(payments)
        await stage.verdict({
          way: 'transactional-pipeline',
          claim: 'holds',
          observed: committed === 1 ? 'holds' : 'breaks',
          text: 'Whoever reads committed records sees one receipt. The first one is in the log, and aborted.',
          numbers: { receiptsRead: committed, receiptsInTheLog: inTheLog },
        })
        await stage.verdict({
          way: 'transactional-pipeline-with-an-effect',
          claim: 'breaks',
          observed: charged === 10 ? 'holds' : 'breaks',
          text: 'PostgreSQL knows nothing of that transaction: the money is taken twice.',
          numbers: { due: 10, charged },
        })
      },
    },
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
