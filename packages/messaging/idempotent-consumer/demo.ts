import { comparison, concept, numberText, showRace } from '@lab/stage'
import type { ComparedWay, Scene, ShownRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  chargeEachDelivery,
  chargesEachPaymentOnce,
  inboxInOneStatement,
  inboxInOneTransaction,
  lookThenProcess,
  naturalKeyUpsert,
} from './src/index.ts'
import type { Charge, Redeliveries } from './src/index.ts'
import type { Payments } from './src/open-payments.ts'
import { batchInboxScene, offsetInTransactionScene } from './scenes/batch-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { retentionScene } from './scenes/retention-scene.ts'

const promise = 'a payment is charged once'

/** One scene for each way to charge a payment; the first of its races is played. */
function chargingScene(
  way: string,
  charge: Charge,
  scene: Omit<ShownRace, 'way' | 'promise'> & {
    id?: string
    title: string
    say: string
    races: readonly (keyof Redeliveries)[]
  },
): Scene<World> {
  return {
    id: scene.id ?? way,
    title: scene.title,
    async play(stage, { payments }) {
      await stage.say(scene.say)
      const redeliveries = chargesEachPaymentOnce(payments, charge)
      const races = scene.races.map((name) => [name, { race: redeliveries[name] }] as const)
      await showRace(stage, Object.fromEntries(races), { ...scene, way, promise })
    },
  }
}

async function compared(
  payments: Payments,
  way: string,
  charge: Charge,
  { claim, price }: Pick<ComparedWay, 'claim' | 'price'>,
): Promise<ComparedWay> {
  const { crash, rebalance } = chargesEachPaymentOnce(payments, charge)
  const [crashed, rebalanced] = [await crash.explore(), await rebalance.explore()]
  const broken = ({ violations, schedules }: typeof crashed) =>
    `${numberText(violations)} of ${numberText(schedules)}`
  return {
    way,
    claim,
    observed: crashed.violations + rebalanced.violations > 0 ? 'breaks' : 'holds',
    counts: { crash: broken(crashed), 'two workers': broken(rebalanced) },
    price,
  }
}

export const demo = concept<World>(manifest, {
  open: openWorld,
  ahead: true,
  headline: ['look-then-process', 'inbox-in-one-transaction', 'ways-compared'],
  scenes: [
    chargingScene('look-then-process', lookThenProcess, {
      title: 'Look, process, store the id: a crash charges twice',
      say: 'The common recipe: look for the id of the payment, charge it in a transaction, then store the id.',
      races: ['crash'],
      play: { title: 'The worker dies between the charge and the insert of the id' },
      claim: 'breaks',
      text: 'The charge and the id are committed one after the other. After a crash in between, the next delivery does not find the id.',
    }),
    chargingScene('look-then-process', lookThenProcess, {
      id: 'look-then-process-rebalance',
      title: 'Look, process, store the id: two workers look first',
      say: 'The same recipe without a crash. The first worker is slow, so Kafka gives its partition to a second worker while the first one still works.',
      races: ['rebalance'],
      play: { title: 'Both workers look before either stores the id' },
      claim: 'breaks',
      text: 'A read waits for no other transaction. Both workers find no id, and both charge.',
    }),
    chargingScene('charge-each-delivery', chargeEachDelivery, {
      title: 'Nothing is stored',
      say: 'The worker charges, and then commits the offset to Kafka. It does not store which payments it has charged.',
      races: ['crash', 'rebalance'],
      play: { title: 'The worker dies before it commits the offset' },
      claim: 'breaks',
      text: 'Kafka promises at least once: a record whose offset is not committed is delivered again.',
    }),
    chargingScene('inbox-in-one-transaction', inboxInOneTransaction, {
      title: 'Id and charge in one transaction',
      say: 'The id goes into a table with a unique key, first, in the transaction that charges. Kafka gives the partition to a second worker while the first one still works.',
      races: ['rebalance', 'crash'],
      play: {
        title: 'The second worker waits at the insert, then finds the id',
        schedule: 'first×4 second×4 first×3',
      },
      claim: 'holds',
      text: 'Both are committed or neither is. The unique key makes the second delivery wait for the first one.',
    }),
    chargingScene('inbox-in-one-statement', inboxInOneStatement, {
      title: 'Id and charge in one statement',
      say: 'The same, written as one statement: a transaction by itself, and one round trip.',
      races: ['crash', 'rebalance'],
      play: {
        title: 'The worker dies before it commits the offset; the second statement changes no row',
        schedule: 'worker×5 crash(worker)',
      },
      claim: 'holds',
      text: 'No crash can fall between the id and the charge.',
    }),
    chargingScene('natural-key-upsert', naturalKeyUpsert, {
      title: 'The effect has a key of its own',
      say: 'The payment itself is a row under its id. The balance is a sum over these rows.',
      races: ['crash', 'rebalance'],
      play: {
        title: 'The worker dies before it commits the offset; the second insert changes nothing',
        schedule: 'worker×5 crash(worker)',
      },
      claim: 'holds',
      text: 'Writing the same row twice has the effect of writing it once, so no inbox is needed.',
    }),
    batchInboxScene,
    offsetInTransactionScene,
    retentionScene,
    comparison<World>({
      promise,
      best: 'inbox-in-one-transaction',
      answer:
        'Say: "Kafka delivers at least once, so the consumer must be idempotent. I insert the id of the message into an inbox table with a unique key, first, in the same transaction as the effect: a second delivery waits there, and then does nothing. If the effect is a row with a natural key, I need no inbox. Looking first and storing the id afterwards fails twice: a crash comes in between, or a second worker."',
      ways: async ({ payments }) => [
        await compared(payments, 'charge-each-delivery', chargeEachDelivery, {
          claim: 'breaks',
          price: 'charged twice',
        }),
        await compared(payments, 'look-then-process', lookThenProcess, {
          claim: 'breaks',
          price: 'charged twice',
        }),
        await compared(payments, 'inbox-in-one-transaction', inboxInOneTransaction, {
          claim: 'holds',
          price: 'an inbox table',
        }),
        await compared(payments, 'inbox-in-one-statement', inboxInOneStatement, {
          claim: 'holds',
          price: 'one statement',
        }),
        await compared(payments, 'natural-key-upsert', naturalKeyUpsert, {
          claim: 'holds',
          price: 'a natural key',
        }),
      ],
    }),
  ],
})
