import { judge, showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  atomicUpdate,
  countsEachLike,
  createTrigger,
  dropTrigger,
  insertAlone,
  readThenWrite,
  recount,
  refreshView,
} from '../src/index.ts'
import type { Like } from '../src/index.ts'
import type { World } from './form-scenes.ts'

const counted = 'the counter says what the rows say'

/** Two users like a post at the same time. */
function counterScene(
  way: string,
  scene: {
    title: string
    say: string
    like: Like
    claim: Claim
    text: string
    hasTrigger?: true
    schedule?: string
  },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { db }) {
      await stage.say(scene.say)
      if (scene.hasTrigger) await createTrigger(db.plain)
      try {
        await showRace(stage, countsEachLike(db, scene.like), {
          way,
          promise: counted,
          claim: scene.claim,
          text: scene.text,
          play: {
            title: 'Two users like the post',
            ...(scene.schedule !== undefined && { schedule: scene.schedule }),
          },
        })
      } finally {
        if (scene.hasTrigger) await dropTrigger(db.plain)
      }
    },
  }
}

export const counterScenes: readonly Scene<World>[] = [
  counterScene('read-then-write', {
    title: 'A counter that is read and written',
    say: 'The likes of a post could be counted each time. They are stored in the post as well, because the page is read far more often than it is liked.',
    like: readThenWrite,
    claim: 'breaks',
    text: 'Both users read 0 and write 1, so one like is lost.',
    schedule: 'ada×3 grace×5 ada×2',
  }),
  counterScene('recount', {
    title: 'A counter that is counted anew',
    say: 'Each like counts the rows again, so that a wrong counter mends itself.',
    like: recount,
    claim: 'breaks',
    text: 'The second update has waited for the first, and then takes the row as the first has left it. But its subquery still sees what was committed when the statement began: without the first user’s like.',
    schedule: 'ada×3 grace×3 ada grace',
  }),
  counterScene('atomic-update', {
    title: 'Add one to what is there',
    say: 'set likes = likes + 1, in the transaction of the like.',
    like: atomicUpdate,
    claim: 'holds',
    text: 'The second user waits for the row and adds to the number that the first one has left.',
  }),
  counterScene('trigger', {
    title: 'A trigger adds one',
    say: 'The trigger runs in the transaction of the insert, whatever code sends it.',
    like: insertAlone,
    claim: 'holds',
    hasTrigger: true,
    text: 'No code can forget the counter. But a truncate fires no row trigger, and users who like one post at the same time wait for each other.',
  }),
]

export const viewScene: Scene<World> = {
  id: 'materialized-view',
  title: 'A materialized view',
  async play(stage, { db }) {
    await stage.say('The counts of all posts are stored as a materialized view.')
    await db.plain.query('insert into posts values (1) on conflict do nothing')
    const plain = await refreshView(db.plain, 'refresh materialized view')
    const concurrent = await refreshView(db.plain, 'refresh materialized view concurrently')
    await stage.table({
      title: 'Likes of the post as the view shows them',
      columns: [
        'refresh',
        'before the like',
        'after it',
        'a reader during the refresh',
        'after the refresh',
      ],
      rows: [
        ['refresh', plain.likes[0], plain.likes[1], `waits (${plain.meanwhile})`, plain.likes[2]],
        [
          'refresh concurrently',
          concurrent.likes[0],
          concurrent.likes[1],
          `sees ${concurrent.meanwhile}`,
          concurrent.likes[2],
        ],
      ],
    })
    await judge(
      stage,
      {
        way: 'materialized-view',
        promise: counted,
        claim: 'breaks',
        text: 'The view shows what was true at its last refresh. A reader waits for a plain refresh (55P03 says that it gave up waiting); a concurrent one needs a unique index and compares all rows.',
      },
      plain.likes[1] === 0 ? 'a like is not shown until the refresh' : undefined,
      { shown: plain.likes[1], counted: 1 },
    )
  },
}
