import { comparedRaces, comparison, concept, showRace } from '@lab/stage'
import type { Scene, ShownRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  noteThenPay,
  openWorld,
  refundAsKey,
  payEachDelivery,
  paysEachRefundOnce,
} from './src/index.ts'
import type { Pay } from './src/index.ts'

const open = async () => ({ bus: await openWorld() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'each refund is paid once'

/** One scene for each way: every place at which the consumer may die, and one of them played. */
function payingScene(
  way: string,
  pay: Pay,
  scene: Omit<ShownRace, 'way'> & { title: string; say: string },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { bus }) {
      await stage.say(scene.say)
      await showRace(stage, paysEachRefundOnce(bus, pay), { ...scene, way, promise })
    },
  }
}

export const demo = concept<World>(manifest, {
  open,
  headline: ['pay-each-delivery', 'refund-as-key', 'ways-compared'],
  scenes: [
    payingScene('pay-each-delivery', payEachDelivery, {
      title: 'The refund is paid twice',
      say: 'A consumer gets a refund from Kafka, lets the bank pay it, and commits the offset. It may die before any of these steps, and starts again.',
      play: { title: 'The consumer dies after the work and before the commit' },
      claim: 'breaks',
      text: 'Kafka delivers again what was not committed. The bank takes the second request for a second refund.',
    }),
    payingScene('note-then-pay', noteThenPay, {
      title: 'A note first: the refund is never paid',
      say: 'The consumer notes the refund before it pays it, and skips a refund that is noted.',
      play: { title: 'The consumer dies between the note and the work' },
      claim: 'breaks',
      text: 'The second delivery finds the note. Note and work are in two systems, and a crash gets in between, whichever comes first.',
    }),
    payingScene('refund-as-key', refundAsKey, {
      title: 'The id of the refund is the key of the request',
      say: 'The consumer pays each delivery again, with a key by which the bank knows the request.',
      play: {
        title: 'The second request with the key pays nothing',
        schedule: 'consumer×3 crash(consumer)',
      },
      claim: 'holds',
      text: 'The side that does the work decides whether it was done. No place between note and work is left in which to die.',
    }),
    comparison<World>({
      promise,
      best: 'refund-as-key',
      answer:
        'Say: "Kafka delivers at least once: a consumer that dies before the commit gets the record again. A note of my own only moves the gap. So I send the id of the refund as an idempotency key, made by the producer and the same in every delivery, and the other side ignores a key that it knows."',
      ways: ({ bus }) =>
        comparedRaces([
          {
            way: 'pay-each-delivery',
            race: paysEachRefundOnce(bus, payEachDelivery),
            claim: 'breaks',
            price: 'a second payment',
          },
          {
            way: 'note-then-pay',
            race: paysEachRefundOnce(bus, noteThenPay),
            claim: 'breaks',
            price: 'a customer without the money',
          },
          {
            way: 'refund-as-key',
            race: paysEachRefundOnce(bus, refundAsKey),
            claim: 'holds',
            price: 'the bank must remember keys',
          },
        ]),
    }),
  ],
})
