import { comparison, concept, judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  deliversTheOrder,
  movedPermanently,
  permanentRedirect,
  temporaryRedirect,
} from './src/index.ts'
import type { Move } from './src/index.ts'

const promise = 'an order arrives as it was sent'

const ways: { way: string; move: Move; claim: Claim; price: string }[] = [
  {
    way: 'moved-permanently',
    move: movedPermanently,
    claim: 'breaks',
    price: 'the order is lost, without an error',
  },
  {
    way: 'permanent-redirect',
    move: permanentRedirect,
    claim: 'holds',
    price: 'clients may never ask the old path again',
  },
  {
    way: 'temporary-redirect',
    move: temporaryRedirect,
    claim: 'holds',
    price: 'a round trip more for each order',
  },
]

/** One scene for each way: what passes on the wire, and what has arrived. */
function redirectScene(
  way: string,
  scene: { title: string; say: string; text: string },
): Scene<{}> {
  const { move, claim } = ways.find((one) => one.way === way)!
  return {
    id: way,
    title: scene.title,
    async play(stage) {
      await stage.say(scene.say)
      const title = 'What passes between the client and the shop'
      const { exchange, messages, violation } = await deliversTheOrder(move, title)
      await stage.exchange(exchange)
      await judge(stage, { way, promise, claim, text: scene.text }, violation, { messages })
    },
  }
}

export const demo = concept<{}>(manifest, {
  open: async () => ({}),
  headline: ['moved-permanently', 'permanent-redirect', 'ways-compared'],
  scenes: [
    redirectScene('moved-permanently', {
      title: '301: the order is lost',
      say: 'The client sends an order to the old path. The shop answers 301 with the new one, and fetch follows it.',
      text: 'fetch sends the POST on as a GET. The client sees 200, and no order was made.',
    }),
    redirectScene('permanent-redirect', {
      title: '308: method and body stay',
      say: 'The same, with 308.',
      text: 'A client must not change the method of a 308, so it sends the whole order again.',
    }),
    redirectScene('temporary-redirect', {
      title: '307: the same, and only for now',
      say: 'The same, with 307.',
      text: 'As 308, but the client asks the old path again next time. Nothing keeps the new address.',
    }),
    comparison({
      promise,
      best: 'permanent-redirect',
      answer:
        'Say: "308, or 307 while I may still go back. A 301 or 302 allows the client to send a POST on as a GET, and fetch does: the order is lost, and the client sees 200. Location must carry the rest of the path and the query."',
      ways: async () => {
        const compared = []
        for (const { way, move, claim, price } of ways) {
          const { exchange, violation } = await deliversTheOrder(move, way)
          const [, answer, sent] = exchange.messages.map(({ text }) => text)
          const observed: Claim = violation === undefined ? 'holds' : 'breaks'
          const counts = { answer: answer!.slice(0, 3), 'then sent': sent! }
          compared.push({ way, claim, observed, counts, price })
        }
        return compared
      },
    }),
  ],
})
