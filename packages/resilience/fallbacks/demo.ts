import { comparedWays, comparison, concept, judge } from '@lab/stage'
import type { Claim, ComparedWay, Scene } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import manifest from './package.json' with { type: 'json' }
import {
  answersEveryCaller,
  cacheOption,
  defaultPrice,
  lastKnownPrice,
  noFallback,
  openWorld,
} from './src/index.ts'
import type { Endings, Way, World as Prices } from './src/index.ts'

const open = async () => ({ prices: await openWorld() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'every caller gets a price'

/** One scene for each way: the service is well, then down, and every call is counted. */
function answeringScene(
  id: string,
  way: Way,
  scene: { title: string; say: string; from: string; claim: Claim; text: string },
): Scene<World> {
  return {
    id,
    title: scene.title,
    async play(stage, { prices }) {
      await stage.say(scene.say)
      const file = new URL(`src/${id}.ts`, import.meta.url)
      await stage.listing(listingOf(file, { from: scene.from }))
      const { well, down, violation } = await answersEveryCaller(prices, way)
      await stage.table({
        title: 'Five calls while the service is well; ten seconds later it is down, twenty calls',
        columns: ['service', 'calls', 'reach it', 'get'],
        rows: [
          ['well', 5, well.arrived, endingsText(well.endings)],
          ['down', 20, '', endingsText(down)],
        ],
      })
      await judge(stage, { way: id, promise, claim: scene.claim, text: scene.text }, violation, {
        reachedWhileWell: well.arrived,
        ...down,
      })
    },
  }
}

const words: Record<keyof Endings, string> = {
  service: 'price of the service',
  default: 'default price',
  memory: 'last known price',
  failed: 'error of the service',
  refused: 'error of the breaker',
}

function endingsText(endings: Endings): string {
  return Object.entries(endings)
    .map(([ending, count]) => `${count} × ${words[ending as keyof Endings]}`)
    .join(', ')
}

function compared(
  prices: Prices,
  ways: [id: string, way: Way, claim: Claim, price: string][],
): Promise<ComparedWay[]> {
  return comparedWays(ways, async (answer) => {
    const { well, down, violation } = await answersEveryCaller(prices, answer)
    const { failed = 0, refused = 0 } = down
    const counts = { 'asked, of 5': well.arrived, 'errors, of 20': failed + refused }
    return { holds: violation === undefined, counts }
  })
}

export const demo = concept<World>(manifest, {
  open,
  headline: ['no-fallback', 'last-known-price', 'ways-compared'],
  scenes: [
    answeringScene('no-fallback', noFallback, {
      title: 'A breaker alone',
      say: 'A shop asks a price service, with a circuit breaker around the call.',
      from: 'export const',
      claim: 'breaks',
      text: 'The first ten calls fail, and then the breaker refuses. That is faster, and still an error: the page has no price.',
    }),
    answeringScene('last-known-price', lastKnownPrice, {
      title: 'The last known price',
      say: 'The program keeps the last price that it has seen, and answers with it while the service gives none.',
      from: 'export const',
      claim: 'holds',
      text: 'Every caller gets a price, and the answer says how old it is. After 60 s it is not used any more.',
    }),
    answeringScene('default-price', defaultPrice, {
      title: 'A default',
      say: 'The program answers with the list price, and says that it is one.',
      from: 'const listPrice',
      claim: 'holds',
      text: 'It is always there, also right after the start. It fits when a default makes sense.',
    }),
    answeringScene('cache-option', cacheOption, {
      title: "opossum's option cache",
      say: 'The option that looks like a fallback: the breaker remembers answers for 5 s.',
      from: 'export const',
      claim: 'breaks',
      text: 'A cache answers instead of a service that is well: one of five calls reaches it. When the service is down for longer than the time to live, the memory is empty.',
    }),
    comparison<World>({
      promise,
      best: 'last-known-price',
      answer:
        'Say: "An open breaker is an error, only a fast one, so I decide what the caller gets. Something that is better old than missing: the last known value, with its age and a limit. A sensible default: the default, marked as one. Neither, as for a payment: the error, and a message to the user. The failures still count, so the breaker opens behind the fallback."',
      ways: ({ prices }) =>
        compared(prices, [
          ['no-fallback', noFallback, 'breaks', 'no price on the page'],
          ['cache-option', cacheOption, 'breaks', 'old prices when all is well'],
          ['last-known-price', lastKnownPrice, 'holds', 'an old price'],
          ['default-price', defaultPrice, 'holds', 'an inexact price'],
        ]),
    }),
  ],
})
