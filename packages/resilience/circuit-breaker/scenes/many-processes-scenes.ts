import { watch } from '@lab/conductor'
import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  checkThenSet,
  fourProcessesViolation,
  oneProbe,
  outageSeenByFour,
  sharedBreaker,
  startFourProcesses,
} from '../src/index.ts'
import { compareWays } from './show.ts'
import type { World } from './show.ts'

export const fourProcessesScene: Scene<World> = {
  id: 'four-processes',
  title: 'Four processes: one breaker each, or one for all',
  async play(stage, { cache }) {
    await stage.say('Four processes call the same dependency. It goes down, and comes back.')
    await using four = await startFourProcesses(cache.url)
    await compareWays(
      stage,
      [
        {
          way: 'breaker-per-process',
          claim: 'breaks',
          text: 'Each has to find out by itself, with a quarter of the traffic. At ten calls a second none has ten in its window, and none opens.',
        },
        {
          way: 'shared-breaker',
          claim: 'holds',
          text: 'State and counters are in Redis. What one process learns, all know.',
        },
      ],
      (way) => outageSeenByFour(four, way),
      {
        table: {
          title: 'Calls that reach the dependency while it is down',
          columns: [
            'until all refuse',
            'of 20 in half-open',
            'processes answered when it is well',
            'of 40 at 10 calls a second',
          ],
          row: (seen) => Object.values(seen),
        },
        violation: fourProcessesViolation,
        numbers: (seen) => ({ ...seen }),
      },
    )
  },
}

export const oneProbeScene: Scene<World> = {
  id: 'one-probe',
  title: 'Two processes find the shared breaker open for long enough',
  async play(stage, { cache }) {
    const plain = cache.client()
    const processes = (...names: string[]) =>
      Object.fromEntries(names.map((name) => [name, watch(cache.client())]))
    const two = processes('one', 'two')
    await stage.say('The reset timeout is over, and the dependency is still down. Both call now.')
    await showRace(stage, oneProbe(plain, two, checkThenSet), {
      way: 'check-then-set',
      claim: 'breaks',
      play: { title: 'Both read "open", and both probe' },
      text: 'Looking and deciding are two commands. Another process looks in between.',
    })
    await showRace(
      stage,
      {
        twoProcesses: { race: oneProbe(plain, two, sharedBreaker) },
        threeProcesses: {
          race: oneProbe(plain, processes('one', 'two', 'three'), sharedBreaker),
        },
      },
      {
        way: 'shared-breaker',
        claim: 'holds',
        play: {
          title: 'The script tells one to probe, and the other how long to wait',
          schedule: 'one two one×2',
        },
        text: 'One Lua call looks and decides. Redis runs nothing else meanwhile.',
      },
    )
  },
}
