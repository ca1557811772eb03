import { comparedRaces, comparison, concept } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import manifest from './package.json' with { type: 'json' }
import {
  answered,
  answersScene,
  largerPoolScene,
  leakedClientScene,
  releasedInTransactionScene,
  timeoutScene,
  ways,
} from './scenes/answers-scenes.ts'
import type { Way } from './scenes/answers-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { Pools, World } from './scenes/open-world.ts'
import { connectionsScene, sizesScene } from './scenes/sizes-scenes.ts'
import {
  resetOnReleaseScene,
  setLocalScene,
  setOnAClientScene,
  setOnThePoolScene,
  transactionOnThePoolScene,
} from './scenes/tenants-scenes.ts'
import { answersEveryRequest, twoAtOnce } from './src/index.ts'

const file = (way: string) => new URL(`src/answers/${way}.ts`, import.meta.url)

const compared = comparison<World>({
  promise: answered,
  best: 'client-passed-down',
  answer:
    'Say: "The database is idle and the requests hang: they wait for the pool. Either a client was never given back, or requests hold one and wait for a second. I take one client for each request, pass it down, roll back and release it in finally, and set a timeout for the checkout, so that a standstill is an error and not silence. The size is the arrivals per second times the seconds that each holds a client; I measure from there, with errors beside the percentiles, and keep the sum of all pools below max_connections."',
  async ways({ db }) {
    const compare = (own: Pools, some: readonly Way[]) =>
      comparedRaces(
        some.map(({ order, ...way }) => {
          const race = answersEveryRequest(own, order(own), twoAtOnce)
          const found = db.found.get(way.way)
          return { ...way, race: found ? { ...race, explore: () => Promise.resolve(found) } : race }
        }),
      )
    const halves = [compare(db, ways.slice(0, 3)), compare(db.other, ways.slice(3))]
    return (await Promise.all(halves)).flat()
  },
})

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['nested-checkout', 'client-passed-down', 'ways-compared'],
  scenes: [
    answersScene('nested-checkout', {
      title: 'Each request holds a client and waits for another one',
      say: 'Alice and Bob buy at the same time, on a pool of two clients; Bob buys more than there is. Each purchase runs in a transaction, and writes an audit log by pool.query, which takes a second client.',
      play: { title: 'The shortest way into the standstill' },
      text: 'Each holds a client and waits for a second one. PostgreSQL sees two sessions that are idle in a transaction, and no deadlock: the wait is in the process.',
    }),
    answersScene('client-passed-down', {
      title: 'One client for each request',
      say: 'The function that writes the log gets the client of the transaction.',
      play: {
        title: 'Both have their client, and neither waits',
        schedule: 'alice×3 bob×3 alice bob',
      },
      before: async (stage) =>
        stage.listing(
          await differenceOf(file('nested-checkout'), file('client-passed-down'), {
            title: 'What client-passed-down changes in nested-checkout',
            from: 'export const',
          }),
        ),
      text: 'A request that has its client needs no other one. The log of a refused order is rolled back with it.',
    }),
    largerPoolScene,
    answersScene('log-through-a-second-pool', {
      title: 'A second pool for the log',
      say: 'The log has a pool of one client. A request that holds that client asks for no other one.',
      text: 'It ends this standstill, by one connection that no request keeps. The log of a refused order stays.',
    }),
    answersScene('log-first', {
      title: 'The log before the transaction',
      say: 'The log is written and committed, then the transaction takes its client.',
      text: 'A request never holds two clients. The log of a refused order stays.',
    }),
    leakedClientScene,
    timeoutScene,
    releasedInTransactionScene,
    transactionOnThePoolScene,
    setOnThePoolScene,
    setOnAClientScene,
    setLocalScene,
    resetOnReleaseScene,
    connectionsScene,
    sizesScene,
    compared,
  ],
})
