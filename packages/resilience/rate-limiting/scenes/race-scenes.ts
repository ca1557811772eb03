import { showRace } from '@lab/stage'
import type { Scene, Stage } from '@lab/stage'
import {
  allowsNoMoreThanLimit,
  checkThenAdd,
  gcra,
  getThenSet,
  millisecondMembers,
  readThenIncrement,
  slidingWindowCounter,
  slidingWindowLog,
} from '../src/index.ts'
import type { Way } from '../src/index.ts'
import { threeForTwo, twoForOne } from './open-world.ts'
import type { World } from './open-world.ts'

const promise = 'the limit is kept in every order'

interface Shown {
  way: string
  text: string
  play?: { title: string; schedule?: string }
}

/** A way that several commands make up: two requests for one unit are both allowed. */
async function showBroken(stage: Stage, { space }: World, way: Way, shown: Shown) {
  const race = allowsNoMoreThanLimit(space, way, twoForOne)
  await showRace(stage, race, { ...shown, promise, claim: 'breaks' })
}

/** A way of one script: as many are allowed as the limit says, of two and of three. */
async function showKept(stage: Stage, { space }: World, way: Way, shown: Shown) {
  const race = (story: typeof twoForOne) => ({ race: allowsNoMoreThanLimit(space, way, story) })
  const races = { twoForOne: race(twoForOne), threeForTwo: race(threeForTwo) }
  await showRace(stage, races, { ...shown, promise, claim: 'holds' })
}

export const checkThenAddScene: Scene<World> = {
  id: 'check-then-add',
  title: 'The other algorithms have the same race',
  async play(stage, world) {
    await stage.say(
      'A sliding log: drop the entries that are older than an hour, count the rest, and add one when there is room. One request an hour is allowed, two come.',
    )
    await showBroken(stage, world, checkThenAdd, {
      way: 'check-then-add',
      play: { title: 'Both count 0 entries, both add one' },
      text: 'Another request counts between this count and its entry. A pipeline does not help: the application decides, after the reply.',
    })
    await showKept(stage, world, slidingWindowLog, {
      way: 'sliding-window-log',
      play: { title: 'The script counts and adds in one step', schedule: 'alice bob' },
      text: 'The second request finds the entry of the first.',
    })
    await stage.say(
      'A sliding counter reads two counters and increments one. GCRA reads a time and sets a later one.',
    )
    await showBroken(stage, world, readThenIncrement, {
      way: 'read-then-increment',
      text: 'INCR is atomic. The decision before it is not.',
    })
    await showKept(stage, world, slidingWindowCounter, {
      way: 'sliding-window-counter',
      text: 'The script reads, weighs and counts in one step.',
    })
    await showBroken(stage, world, getThenSet, {
      way: 'get-then-set',
      text: 'Both requests read the same time, and only one of them is counted.',
    })
    await showKept(stage, world, gcra, {
      way: 'gcra',
      text: 'The script moves the time on. One number for each user is the smallest state of all.',
    })
  },
}

export const millisecondMembersScene: Scene<World> = {
  id: 'millisecond-members',
  title: 'Two requests in one millisecond count as one',
  async play(stage, world) {
    await stage.say(
      'The sliding log in one MULTI, so no other request comes in between. The member of each entry is the time in milliseconds, and both requests come in the same millisecond.',
    )
    await showBroken(stage, world, millisecondMembers, {
      way: 'millisecond-members',
      play: { title: 'The second ZADD adds nothing, so both count 1' },
      text: 'A sorted set has each member once. It breaks in every order, so this is no race.',
    })
    await showKept(stage, world, slidingWindowLog, {
      way: 'sliding-window-log',
      text: 'The time is the score. The member is the time and a number that is still free.',
    })
  },
}
