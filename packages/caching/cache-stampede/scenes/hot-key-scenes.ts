import { judge, showRace } from '@lab/stage'
import type { Claim, Scene, Stage } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import {
  answersAsTheDatabase,
  outlivesADeath,
  readsOnce,
  stampede,
  ways,
  writeThenDelete,
} from '../src/index.ts'
import type { Stampede, Way } from '../src/index.ts'
import type { World } from './open-world.ts'

export const readOnce = 'an expired key is read from the database once'

/** One scene for each way: real processes, and every order of two requests. */
function hotKeyScene(
  way: Way,
  scene: {
    title: string
    say: string
    listing?: { file: string; from: string; to?: string }
    claim: Claim
    play: { title: string; schedule?: string }
    text: string
  },
): Scene<World> {
  const { title, say, listing, claim, play, text } = scene
  return {
    id: way,
    title,
    async play(stage, { shop, four }) {
      await stage.say(say)
      if (listing) {
        const file = new URL(`../src/hot-key/${listing.file}`, import.meta.url)
        await stage.listing(listingOf(file, listing))
      }
      await showStampedes(stage, [['ten to each of four processes', await four.stampede(way)]])
      const race = readsOnce(shop, ways[way])
      await showRace(stage, race, { way, promise: readOnce, claim, play, text })
    },
  }
}

function showStampedes(stage: Stage, found: (readonly [string, Stampede])[]): Promise<void> {
  return stage.table({
    title: 'Reads of the database, which answers when all 40 have looked into the cache',
    columns: ['requests', 'reads', 'get the new price', 'get the old price'],
    rows: found.map(([name, { reads, newPrices, oldPrices }]) => [
      name,
      reads,
      newPrices,
      oldPrices,
    ]),
  })
}

export const cacheAsideScene = hotKeyScene('cache-aside', {
  title: 'Each request that misses reads the database',
  say: 'The price of a popular product is cached for a minute. The minute is over, and 40 requests come at once. Below, two processes with one request each.',
  claim: 'breaks',
  play: { title: 'Two requests miss before one has filled the cache' },
  text: 'Every request that comes until the first one has filled the cache reads. The slower the read is, the more they are.',
})

export const leaseScene = hotKeyScene('lease', {
  title: 'The first one that misses gets a lease',
  say: 'One script looks for the price and, when there is none, gives a lease to the first request that asks. Only the holder reads the database and sets the price; the others pause and look again.',
  listing: { file: 'look-or-lease.lua', from: 'local price', to: 'wait' },
  claim: 'holds',
  play: { title: 'The second one has to wait', schedule: 'one two one×4' },
  text: 'Looking and taking the lease are one step of Redis, for all processes together.',
})

export const singleFlightScene: Scene<World> = {
  id: 'single-flight',
  title: 'Requests of one process share a promise',
  async play(stage, { shop, four }) {
    await stage.say('Each process keeps the reads that are under way in a map.')
    const file = new URL('../src/hot-key/single-flight.ts', import.meta.url)
    await stage.listing(listingOf(file, { from: 'return (id)' }))
    const way = 'single-flight'
    const one = await stampede(shop, four.readers.slice(0, 1), { way, requests: 40 })
    const all = await four.stampede(way)
    await showStampedes(stage, [
      ['40 to one process', one],
      ['ten to each of four processes', all],
    ])
    const violation = ({ reads }: Stampede) =>
      reads > 1 ? `the database is read ${reads} times` : undefined
    for (const [processes, found, claim, text] of [
      ['one-process', one, 'holds', 'The other 39 requests wait for the same promise.'],
      [way, all, 'breaks', 'Each process has a map of its own, and reads once.'],
    ] as const) {
      const { reads } = found
      await judge(stage, { way: processes, promise: readOnce, claim, text }, violation(found), {
        reads,
      })
    }
  },
}

export const lockThenLoadScene = hotKeyScene('lock-then-load', {
  title: 'A lock, and no second look',
  say: 'The first request that misses sets a lock with NX and reads the database. The others pause and look into the cache again.',
  claim: 'breaks',
  play: { title: 'The lock is free again, and the second one does not look' },
  text: 'A request that missed before the cache was filled gets the lock after its release, and reads again. The table shows one read because the 40 requests look again only when the holder is done. When they look every 5 ms, one can miss just before the fill and lock just after it: some runs read twice.',
})

export const lockAndLookAgainScene = hotKeyScene('lock-and-look-again', {
  title: 'A lock, and a second look',
  say: 'A request that gets the lock looks into the cache once more before it reads the database.',
  listing: { file: 'lock-and-look-again.ts', from: 'if (await redis.set' },
  claim: 'holds',
  play: { title: 'The same order', schedule: 'one two×8 one×3' },
  text: 'It costs one more round trip, for the one that fills the cache.',
})

export const deadHolderScene: Scene<World> = {
  id: 'dead-holder',
  title: 'The holder of the lease dies',
  async play(stage, { shop }) {
    await stage.say(
      'A lease lives for 10 s. The process that has it dies after it has read the database. The time is virtual.',
    )
    const race = outlivesADeath(shop, ways.lease)
    const timeline = await race.replay('one×4 crash(one) two fire(two)')
    await stage.play('The other one waits until the lease ends, and reads', timeline)
    await judge(
      stage,
      {
        way: 'lease',
        promise: 'a request gets its price 10 s after another process has died',
        claim: 'holds',
        text: 'So it is in all 1,442 orders, which the tests run. Without a time to live the other one would wait for ever; with one that is too short, a slow read is done twice.',
      },
      timeline.violation,
      {},
    )
  },
}

export const staleWhileRevalidateScene = hotKeyScene('stale-while-revalidate', {
  title: 'One refreshes, the others get the old price',
  say: 'A price is fresh for one minute and kept for two. In the second minute the first request takes a lock and reads; the others do not wait.',
  claim: 'holds',
  play: { title: 'The second one answers with the old price', schedule: 'one×2 two×2 one×4' },
  text: 'No request waits for another one, also when it dies. 39 of 40 get a price that may be a minute too old.',
})

export const noExpiryScene: Scene<World> = {
  id: 'no-expiry',
  title: 'A hot key without an expiry',
  async play(stage, { shop, four }) {
    await stage.say(
      'The price is cached without a time to live. It changes in the database; then a minute passes, or the writer deletes the key.',
    )
    const read = { way: 'no-expiry', requests: 10 } as const
    const deleted = await stampede(shop, four.readers, { ...read, end: 'is deleted' })
    await showStampedes(stage, [
      ['a minute has passed', await four.stampede('no-expiry')],
      ['the key was deleted', deleted],
    ])
    await judge(
      stage,
      {
        way: 'no-expiry',
        promise: 'a key that was deleted is read from the database once',
        claim: 'breaks',
        text: 'A key is also missed after a delete, after an eviction and on a new server. Until one of them comes, the price stays old.',
      },
      deleted.reads > 1 ? `the database is read ${deleted.reads} times` : undefined,
      { reads: deleted.reads },
    )
  },
}

export const lateFillScene: Scene<World> = {
  id: 'late-fill',
  title: 'A price that was read before a change is cached after it',
  async play(stage, { shop }) {
    await stage.say(
      'The key is missing. A request reads the price; meanwhile a writer changes it and deletes the key, and with it the lock or the lease.',
    )
    const promise = 'a request after a change gets the new price'
    for (const [way, claim, schedule, title, text] of [
      [
        'lock-and-look-again',
        'breaks',
        undefined,
        'The holder sets the old price after the delete',
        'The lock keeps other readers away, not the writer.',
      ],
      [
        'lease',
        'holds',
        'reader×4 writer×4 reader',
        'The token is no longer there, and the old price is refused',
        'The lease is checked when the cache is filled. The writer has deleted it.',
      ],
    ] as const) {
      const pair = { create: ways[way], write: writeThenDelete }
      const race = answersAsTheDatabase(shop, pair, { row: 'exists' })
      const play = { title, ...(schedule && { schedule }) }
      await showRace(stage, race, { way, promise, claim, play, text })
    }
  },
}
