import type { Exploration } from '@lab/conductor'
import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  belowTheSnapshot,
  byId,
  byTime,
  followsEveryPost,
  oneWriterAtATime,
  someSecondsBehind,
} from '../src/index.ts'
import type { World } from './open-world.ts'

const promise = 'a reader that follows the feed gets every post once'

export const lateCommitScene: Scene<World> = {
  id: 'late-commit',
  title: 'A post that is committed late is never read',
  async play(stage, { following, races }) {
    const alone = await following.open()
    await stage.say(
      'A reader asks for the posts with an id above the last one that it has read. Two clients publish at the same time.',
    )
    const race = races.of('by-id', () => followsEveryPost(alone, byId))
    await showRace(stage, race, {
      way: 'by-id',
      promise,
      claim: 'breaks',
      play: {
        title: 'The first id is committed last',
        schedule: 'early×2 late×3 reader×3 early',
      },
      text: 'The early writer has id 1 and commits after the reader has gone on to 2. No later question for ids above 2 finds it.',
    })
  },
}

export const followComparedScene: Scene<World> = {
  id: 'follow-compared',
  title: 'Ways to follow a feed',
  async play(stage, { following, races }) {
    const alone = await following.open()
    await stage.say(
      'Three ways out, each with its price: stay some seconds behind, stay below every transaction that runs, or let one writer at a time get an id and commit.',
    )
    const ways = [
      ['by-id', byId, 'breaks', 'late commits are lost'],
      ['by-time', byTime, 'breaks', 'late commits are lost'],
      ['some-seconds-behind', someSecondsBehind, 'breaks', 'late, and slow commits are lost'],
      ['below-the-snapshot', belowTheSnapshot, 'holds', 'one long transaction delays all'],
      ['one-writer-at-a-time', oneWriterAtATime, 'holds', 'writers wait for each other'],
    ] as const
    const found = new Map<string, Exploration>()
    for (const [way, feed] of ways)
      found.set(way, await races.of(way, () => followsEveryPost(alone, feed)).explore())
    await stage.table({
      title: 'A reader gets every post once',
      columns: ['way', 'orders', 'broken', 'price'],
      rows: ways.map(([way, , , price]) => {
        const { schedules, violations } = found.get(way)!
        return [way, schedules, violations, price]
      }),
    })
    // The first one has a scene of its own.
    for (const [way, , claim] of ways.slice(1)) {
      const { schedules: orders, violations: broken, waits: waiting } = found.get(way)!
      const observed = broken > 0 ? 'breaks' : 'holds'
      const numbers = { orders, broken, waiting }
      await stage.verdict({ way, promise, claim, observed, text: textOf[way]!, numbers })
    }
  },
}

const textOf: Record<string, string> = {
  'by-time':
    'now() is the time at which the transaction began, even further from the commit than the id.',
  'some-seconds-behind':
    'A transaction that takes more than five seconds commits after the reader has passed its time, as before.',
  'below-the-snapshot':
    'pg_snapshot_xmin is the oldest transaction that still runs. All below it have ended, so no row can appear there any more.',
  'one-writer-at-a-time': 'The lock is held from before the id is given until the commit.',
}
