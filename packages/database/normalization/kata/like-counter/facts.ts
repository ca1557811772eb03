import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { busyPool, defineFacts } from '@lab/kata'
import type { Pool } from 'pg'
import { openDatabase } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'

/** An answer: the user likes the post, or takes the like back. */
type SetLike = (pool: Pool, postId: number, user: string, liked: boolean) => Promise<void>

type Call = [postId: number, user: string, liked: boolean]

export const facts = defineFacts<SetLike, Database>({
  answer: 'setLike',
  open: openDatabase,
  facts: {
    'counts a like once that is sent twice at the same time': (setLike, db) =>
      race(setLike, db, { first: [1, 'ada', true], second: [1, 'ada', true] }),

    'takes a like back once, also twice at the same time, and none that is not there': (
      setLike,
      db,
    ) =>
      ['ada', 'linus'].map((user) =>
        race(
          setLike,
          db,
          { first: [1, 'ada', false], second: [1, user, false] },
          `insert into likes values (1, 'ada'), (1, 'grace'); update posts set likes = 2 where id = 1`,
          ['1 grace'],
        ),
      ),

    'keeps the counter right when two users like, or take back, at the same time': (setLike, db) =>
      race(
        setLike,
        db,
        { ada: [1, 'ada', true], grace: [1, 'grace', false] },
        `insert into likes values (1, 'grace'); update posts set likes = 1 where id = 1`,
      ),

    'fails neither when a user likes and takes back at the same time': (setLike, db) =>
      ['', `insert into likes values (1, 'ada'); update posts set likes = 1 where id = 1`].map(
        (before) =>
          race(setLike, db, { like: [1, 'ada', true], takeBack: [1, 'ada', false] }, before),
      ),

    'leaves the counter of another post alone': (setLike, db) =>
      differs(setLike, db, [
        [1, 'ada', true],
        [2, 'ada', true],
        [2, 'grace', true],
        [10, 'ada', true],
        [2, 'ada', false],
        // Posts and users that are the same text, put together.
        [11, 'a', true],
        [1, '1a', true],
        [11, 'a', false],
      ]),

    'takes the name of a user as it is': (setLike, db) =>
      differs(setLike, db, [
        ...names.map((name): Call => [1, name, true]),
        ...['a_a', 'ada', names.at(-1)!].map((name): Call => [1, name, false]),
      ]),

    'changes the row and the counter together, wherever the program dies': (setLike, db) => {
      const pools = Array.from({ length: 5 }, db.anotherPool)
      return [true, false].map((liked) =>
        conduct({
          setup: () =>
            db.plain.query(
              `${emptyPosts([[1, 'ada', liked]])}; insert into likes values (1, 'grace');
               update posts set likes = 1 where id = 1`,
            ),
          actors: {
            server: crashable(() => setLike(busyPool(pools), 1, liked ? 'ada' : 'grace', liked)),
          },
          invariant: async () => wrongCounter(db.plain, await likesOf(db.plain)),
        }),
      )
    },
  },
})

const long = 'user'.repeat(100)
const names = ['a_a', 'ada', 'Ada', ' ada ', "O'Hara", '', `${long} 1`, `${long} 2`]

const emptyPosts = (calls: readonly Call[]) => {
  const ids = [...new Set(calls.map(([post]) => `(${post})`))]
  return `delete from likes; delete from posts; insert into posts values ${ids.join()}`
}

/** Sends one call after the other: what is wrong with the counters, or undefined. */
async function differs(
  setLike: SetLike,
  { plain }: Database,
  calls: readonly Call[],
): Promise<string | undefined> {
  await plain.query(emptyPosts(calls))
  for (const call of calls) await setLike(plain, ...call)
  const liking = new Set<string>()
  for (const [post, user, liked] of calls)
    if (liked) liking.add(`${post} ${user}`)
    else liking.delete(`${post} ${user}`)
  return wrongCounter(plain, [...liking])
}

/** Sends two calls at the same time, in every order. */
function race(
  setLike: SetLike,
  { pool, plain }: Database,
  calls: Record<string, Call>,
  before = '',
  kept: readonly string[] = [],
): Race {
  const liking = Object.values(calls)
    .filter(([, , liked]) => liked)
    .map(([post, user]) => `${post} ${user}`)
    .concat(kept)
  return conduct({
    setup: () => plain.query(`${emptyPosts(Object.values(calls))}; ${before}`),
    actors: Object.fromEntries(
      Object.entries(calls).map(([name, call]) => [name, () => setLike(pool, ...call)]),
    ),
    invariant: async (endings) => {
      const failed = Object.entries(endings).find(([, { kind }]) => kind !== 'finished')
      if (failed !== undefined) return `the call of ${failed[0]} fails`
      // Of a like and its taking back either may come last.
      const isEither = Object.values(calls).some(
        ([post, user, liked]) => !liked && liking.includes(`${post} ${user}`),
      )
      return isEither ? undefined : wrongCounter(plain, [...new Set(liking)])
    },
  })
}

/** The likes that are rows, as post and user. */
async function likesOf(plain: Pool): Promise<string[]> {
  const { rows } = await plain.query(`select post_id || ' ' || user_name as who from likes`)
  return rows.map((row): string => row.who)
}

/** Compares the rows with those that there must be, and the counters with the rows. */
async function wrongCounter(plain: Pool, liking: readonly string[]): Promise<string | undefined> {
  const who = await likesOf(plain)
  if (who.toSorted().join() !== liking.toSorted().join())
    return `there are these likes, as post and user: ${who.join(', ') || 'none'}; there should be: ${liking.join(', ') || 'none'}`
  const { rows } = await plain.query('select id, likes from posts order by id')
  for (const { id, likes: counter } of rows) {
    const counted = liking.filter((each) => each.startsWith(`${id} `)).length
    if (counter !== counted)
      return `post ${id} has ${counted} likes, and its counter says ${counter}`
  }
  return undefined
}
