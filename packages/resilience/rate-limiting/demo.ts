import { concept, showRace } from '@lab/stage'
import type { Scene, ShownRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  allowsNoMoreThanLimit,
  atomicWay,
  endsEveryKey,
  naiveWays,
  recordOneRequest,
} from './src/index.ts'
import type { AtomicWay } from './src/index.ts'
import { httpScene } from './scenes/http-scene.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { processesScene } from './scenes/processes-scene.ts'
import { clientOptionsScene, redisGoneScene } from './scenes/redis-gone-scenes.ts'
import {
  applicationClockScene,
  doubleBurstScene,
  sameTrafficScene,
} from './scenes/traffic-scenes.ts'

const twoForOne = { limit: 1, users: ['alice', 'bob'] }
const threeForTwo = { limit: 2, users: ['alice', 'bob', 'carol'] }

type Shown = Omit<ShownRace, 'way' | 'claim'>

/** A scene for each way: as people write it, two requests for one unit, then as one script. */
function raceScene(
  naive: Exclude<keyof typeof naiveWays, 'incr-then-expire'>,
  atomic: AtomicWay,
  scene: { title: string; say: string; broken: Shown; right: Shown },
): Scene<World> {
  return {
    id: naive,
    title: scene.title,
    async play(stage, { space }) {
      await stage.say(scene.say)
      await showRace(stage, allowsNoMoreThanLimit(space, naiveWays[naive], twoForOne), {
        ...scene.broken,
        way: naive,
        claim: 'breaks',
      })
      const race = (story: typeof twoForOne) => ({
        race: allowsNoMoreThanLimit(space, atomicWay(atomic), story),
      })
      await showRace(
        stage,
        { twoForOne: race(twoForOne), threeForTwo: race(threeForTwo) },
        { ...scene.right, way: atomic, claim: 'holds' },
      )
    },
  }
}

export const demo = concept<World>(manifest, {
  open: openWorld,
  ahead: true,
  scenes: [
    {
      id: 'incr-then-expire',
      title: 'A crash locks a user out for ever',
      async play(stage, { space }) {
        await stage.say(
          'INCR counts; whoever counts 1 sets the time to live. One request an hour is allowed, and the server that answers alice may die before any of its steps.',
        )
        await stage.exchange(
          await recordOneRequest(space.url, 'One request on the wire: two round trips, or one'),
        )
        await showRace(stage, endsEveryKey(space, naiveWays['incr-then-expire']), {
          way: 'incr-then-expire',
          claim: 'breaks',
          play: { title: 'Nobody counts 1 again, so nobody ever sets the time to live' },
          text: 'The counter never ends. From now on every request counts on from there, and is refused.',
        })
        await showRace(stage, endsEveryKey(space, atomicWay('fixed-window')), {
          way: 'fixed-window',
          claim: 'holds',
          play: {
            title: 'One script: counted with a time to live, or not at all',
            schedule: 'crash(alice) bob',
          },
          text: 'There is no moment between the count and its end. The other four scripts hold as well.',
        })
      },
    },
    doubleBurstScene,
    raceScene('check-then-add', 'sliding-window-log', {
      title: 'A burst gets past check-then-add',
      say: 'A sliding log: drop the entries that are older than an hour, count the rest, and add one when there is room. One request an hour is allowed, two come.',
      broken: {
        play: { title: 'Both count 0 entries, both add theirs' },
        text: 'Between the count and the entry another request counts. A pipeline does not help: the decision is made in the application.',
      },
      right: {
        play: { title: 'The script counts and adds in one step', schedule: 'alice bob' },
        text: 'Whoever comes second finds the entry of the first.',
      },
    }),
    raceScene('millisecond-members', 'sliding-window-log', {
      title: 'Two requests in one millisecond count as one',
      say: 'The same log in one MULTI: nobody gets in between. The member of each entry is its time in milliseconds, and both requests come in the same one.',
      broken: {
        play: { title: 'The second ZADD adds nothing, so both count 1' },
        text: 'A sorted set has each member once. It breaks in every order: this is no race.',
      },
      right: {
        play: { title: 'The script gives each entry a name of its own', schedule: 'alice bob' },
        text: 'The time is the score. The name is the time and a number that is still free.',
      },
    }),
    raceScene('read-then-increment', 'sliding-window-counter', {
      title: 'The sliding counter, read and then incremented',
      say: 'Two counters: this hour, and the previous one, weighed by how much of it the sliding hour still has.',
      broken: {
        play: { title: 'Both read the same counters' },
        text: 'INCR is atomic. The decision before it is not.',
      },
      right: {
        play: { title: 'One string holds both counters and their window', schedule: 'alice bob' },
        text: 'The script reads, weighs and counts in one step.',
      },
    }),
    raceScene('read-then-write', 'token-bucket', {
      title: 'Two requests take the last token',
      say: 'A token bucket in a hash: read the tokens, add what has come since, take one, write back.',
      broken: {
        play: { title: 'Both read the last token' },
        text: 'MULTI makes the write atomic. What it writes was computed before.',
      },
      right: {
        play: { title: 'The script takes the token', schedule: 'alice bob' },
        text: 'One GET and one SET, with nobody in between.',
      },
    }),
    applicationClockScene,
    raceScene('get-then-set', 'gcra', {
      title: 'GCRA: a token bucket in one number',
      say: 'Keep only the time when all that was allowed is paid off. A request moves it on by one interval, and is refused when it would be more than a burst ahead.',
      broken: {
        play: { title: 'Both read the same time' },
        text: 'One of the two is never counted.',
      },
      right: {
        play: { title: 'The script moves the time', schedule: 'alice bob' },
        text: 'The smallest state of all: one number.',
      },
    }),
    sameTrafficScene,
    processesScene,
    httpScene,
    clientOptionsScene,
    redisGoneScene,
  ],
})
