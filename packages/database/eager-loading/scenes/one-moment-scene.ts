import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  hundredUsers,
  join,
  openDatabase,
  showsOneMoment,
  twoQueries,
  twoQueriesOfOneSnapshot,
} from '../src/index.ts'
import type { Database } from '../src/index.ts'

/** A database of its own for the race, which changes rows that the other scenes read. */
export interface Changing extends AsyncDisposable {
  open(): Promise<Database>
}

/** Opens it when it is asked for, and keeps it: the map of the race's orders is drawn later. */
export function openWhenAsked(): Changing {
  let opening: Promise<Database> | undefined
  return {
    open: () => (opening ??= openDatabase(hundredUsers)),
    async [Symbol.asyncDispose]() {
      await (await opening)?.[Symbol.asyncDispose]()
    },
  }
}

const promise = 'the page shows one moment'

export const oneMomentScene: Scene<{ changing: Changing }> = {
  id: 'one-moment',
  title: 'Two queries see two moments',
  async play(stage, { changing }) {
    const db = await changing.open()
    await stage.say(
      'While the page is loaded, its user deletes the account, and the posts with it.',
    )
    await showRace(stage, showsOneMoment(db, twoQueries), {
      way: 'two-queries',
      promise,
      claim: 'breaks',
      play: {
        title: 'The account is deleted between the two queries',
        schedule: 'page×3 user×3 page×3',
      },
      text: 'The page shows a user without posts, and that was never so. At read committed each statement has a snapshot of its own.',
    })
    await showRace(
      stage,
      showsOneMoment(db, (_, limit) => twoQueriesOfOneSnapshot(db.watched, limit)),
      {
        way: 'two-queries-of-one-snapshot',
        promise,
        claim: 'holds',
        text: 'Repeatable read gives both queries the same snapshot. It costs two more round trips.',
      },
    )
    await showRace(stage, showsOneMoment(db, join), {
      way: 'join',
      promise,
      claim: 'holds',
      text: 'One statement has one snapshot.',
    })
  },
}
