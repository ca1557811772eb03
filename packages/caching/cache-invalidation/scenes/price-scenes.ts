import { raceScene, showRace } from '@lab/stage'
import type { RaceScene, Scene } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import { servesTheNewPrice } from '../src/index.ts'
import type { World } from '../src/index.ts'
import { promise, wayOf } from './ways.ts'

const file = (way: string) => new URL(`../src/price/${way}.ts`, import.meta.url)

/** One scene for each way: a reader finds nothing in the cache while a writer changes the price. */
function priceScene(
  way: string,
  scene: Omit<RaceScene<World>, 'way' | 'promise' | 'claim'>,
): Scene<World> {
  const { cache, claim } = wayOf(way)
  return raceScene((world) => servesTheNewPrice(world, cache), { way, promise, claim, ...scene })
}

export const writeThenDeleteScene = priceScene('write-then-delete', {
  title: 'Write, then delete the key',
  say: 'The price is 100 and not in the cache. A reader asks PostgreSQL and puts what it gets into Redis. Meanwhile a writer sets 120 and deletes the key.',
  play: { title: 'The reader is slower than the writer' },
  text: 'The reader sets a price that it read before the write, after the key was deleted. Every reader gets 100 until the key expires.',
})

export const leaseScene = priceScene('lease', {
  title: 'A lease: a set that comes too late is refused',
  say: 'A reader that finds no price leaves a token, and sets the price only while its token is there: a script compares and sets in one step. The writer deletes the token too.',
  async before(stage) {
    await stage.listing(
      await differenceOf(file('write-then-delete'), file('lease'), {
        title: 'What lease changes in write-then-delete',
        from: 'export const',
      }),
    )
  },
  play: { title: 'The same order: the script replies 0', schedule: 'reader×5 writer×4 reader' },
  text: 'A price that was read before the write finds its token gone. The next reader gets the new price.',
})

export const deleteThenWriteScene = priceScene('delete-then-write', {
  title: 'Delete the key, then write',
  say: 'The other way round: the key is gone before the new price is there.',
  play: {
    title: 'A reader comes between the delete and the write',
    schedule: 'writer reader×5 writer×3',
  },
  text: 'Any reader between the two puts the old price back. This needs no slow reader, so more orders lose.',
})

export const deleteBeforeCommitScene = priceScene('delete-before-commit', {
  title: 'Delete the key inside of the transaction',
  say: 'A hook "after save" of an ORM deletes the key, and the transaction commits after that.',
  play: { title: 'The reader comes before the commit', schedule: 'writer×3 reader×5 writer' },
  text: 'Until the commit every reader still finds 100 in PostgreSQL. It is delete-then-write again: delete after the commit.',
})

export const deleteTwiceScene = priceScene('delete-twice', {
  title: 'Delete, write, and delete again after a pause',
  say: 'The second delete comes after 500 ms, for readers that were late. The pause passes on a clock that the lab holds, as a step like any other.',
  play: { title: 'The reader is slower than the pause' },
  text: 'The pause guesses how slow a reader can be. A reader that waits for a lock, for a connection or for its garbage collector is slower.',
})

export const ttlOnlyScene = priceScene('ttl-only', {
  title: 'Nothing but a time to live',
  say: 'The writer does not touch the cache. Each key expires after an hour.',
  play: { title: 'The reader comes first, and keeps 100 for an hour' },
  text: 'It is old after every change, and never for longer than the TTL. All other ways have the TTL too: it bounds what they miss.',
})

export const writeThenSetScene: Scene<World> = {
  id: 'write-then-set',
  title: 'Set the new price instead of deleting the key',
  async play(stage, world) {
    const { cache, claim } = wayOf('write-then-set')
    await stage.say('Two writers set 110 and 120. Each writes, then sets its price in the cache.')
    const twoWriters = { prices: [110, 120], readers: 0 } as const
    const races = {
      twoWriters: { race: servesTheNewPrice(world, cache, twoWriters) },
      reader: { race: servesTheNewPrice(world, cache) },
    }
    await showRace(stage, races, {
      way: 'write-then-set',
      promise,
      claim,
      play: { title: 'They commit in one order and set in the other' },
      text: 'To delete twice does no harm, whatever the order. To set twice in the wrong order leaves the older price.',
    })
  },
}

export const versionsScene: Scene<World> = {
  id: 'versions',
  title: 'Two ways with a version, and a key that is evicted',
  async play(stage, world) {
    await stage.say(
      'versioned-keys: the name of the key has a version, which the writer counts up. set-if-newer: the row has a version, and Redis keeps the newer price. Both hold while Redis keeps its keys. Here it evicts them at any moment.',
    )
    for (const way of ['versioned-keys', 'set-if-newer'] as const) {
      await showRace(stage, servesTheNewPrice(world, wayOf(way).cache, { evicts: 'every key' }), {
        way,
        promise: kept,
        claim: 'breaks',
        ...(way === 'set-if-newer' && {
          play: { title: 'With the new price its version goes, and the older one is set' },
        }),
        text: evicted[way],
      })
    }
    await showRace(stage, servesTheNewPrice(world, wayOf('lease').cache, { evicts: 'every key' }), {
      way: 'lease',
      promise: kept,
      claim: 'holds',
      text: 'A token that was evicted is no token: the set is refused.',
    })
  },
}

const kept = 'no old price is left, also when keys are evicted'

const evicted = {
  'versioned-keys': 'The version begins anew, and a late reader sets the old price under it.',
  'set-if-newer': 'Nothing in Redis says any more that there was a newer price.',
}

export const crashScene: Scene<World> = {
  id: 'writer-dies',
  title: 'The writer dies between the commit and the delete',
  async play(stage, world) {
    await stage.say(
      'The price 100 is in the cache. The writer may die at any of its steps. With lease-and-outbox the transaction notes that the key is to be deleted, and the process that starts next deletes it.',
    )
    const dies = { writersDie: true, readers: 0 } as const
    await showRace(stage, servesTheNewPrice(world, wayOf('lease').cache, dies), {
      way: 'lease',
      promise: survived,
      claim: 'breaks',
      play: { title: 'The price is written, and its key stays' },
      text: 'PostgreSQL and Redis have no common transaction. The old price stays until the key expires.',
    })
    await showRace(stage, servesTheNewPrice(world, wayOf('lease-and-outbox').cache, dies), {
      way: 'lease-and-outbox',
      promise: survived,
      claim: 'holds',
      play: { title: 'The next process finds the note', schedule: 'writer×4 crash(writer)' },
      text: 'The note commits with the price. To delete the key twice does no harm, so the note goes last.',
    })
  },
}

const survived = 'no old price is left, also when the writer dies'
