import type { Scene } from '@lab/stage'
import { showRace } from '@lab/stage'
import { join, showsOneMoment, twoQueries, twoQueriesOfOneSnapshot } from '../src/index.ts'
import type { World } from './show.ts'

export const oneMomentScene: Scene<World> = {
  id: 'one-moment',
  title: 'Two queries see two moments',
  async play(stage, { changing }) {
    const db = await changing.open()
    await stage.say('While the page is read, its user deletes the account, and all posts with it.')
    await showRace(stage, showsOneMoment(db, twoQueries), {
      way: 'two-queries',
      claim: 'breaks',
      play: {
        title: 'The account goes between the two queries',
        schedule: 'page×3 user×3 page×3',
      },
      text: 'A page that never was: at read committed each statement has a snapshot of its own.',
    })
    await showRace(
      stage,
      showsOneMoment(db, (_, limit) => twoQueriesOfOneSnapshot(db.watched, limit)),
      {
        way: 'two-queries-of-one-snapshot',
        claim: 'holds',
        text: 'Repeatable read gives both the same snapshot, for two more round trips.',
      },
    )
    await showRace(stage, showsOneMoment(db, join), {
      way: 'join',
      claim: 'holds',
      text: 'One statement has one snapshot.',
    })
  },
}
