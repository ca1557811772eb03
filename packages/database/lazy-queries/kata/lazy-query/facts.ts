import { inspect, isDeepStrictEqual } from 'node:util'
import { defineFacts } from '@lab/kata'
import type { Pool } from 'pg'
import { answered, asked, openViews } from './open-views.ts'
import type { Outcome, World } from './open-views.ts'

interface PageView {
  id: number
  path: string
}

interface PageViews extends PromiseLike<PageView[]> {
  where(column: 'id' | 'path', operator: '=' | '<' | '>', value: string | number): PageViews
}

type QueryPageViews = (pool: Pool) => PageViews

const quoted = `it's "$1"; --\\`

export const facts = defineFacts<QueryPageViews, World>({
  answer: 'pageViews',
  open: openViews,
  // A query is an object of one process.
  isInOneProcess: true,
  facts: {
    'gives the rows that meet all conditions, whatever stands in a value': async (
      pageViews,
      world,
    ) => {
      const pool = await world.begin(quoted)
      const cases: [query: PageViews, ids: string][] = [
        [pageViews(pool), '1 2 3 4 5 6'],
        [pageViews(pool).where('path', '=', '/users'), '1 3 5'],
        [pageViews(pool).where('path', '=', '/users').where('id', '>', 1), '3 5'],
        [pageViews(pool).where('id', '>', 1).where('id', '<', 4), '2 3'],
        [pageViews(pool).where('path', '=', '/none'), ''],
        [pageViews(pool).where('path', '=', quoted), '6'],
        [pageViews(pool).where('path', '=', ''), ''],
        [pageViews(pool).where('id', '<', 0), ''],
        [many(pageViews(pool)).where('path', '=', '/tags'), '4'],
      ]
      for (const [query, ids] of cases) {
        const problem = differs(await asked(pool, query), ids, 'a query')
        if (problem !== undefined) return problem
      }
      const outcome = await asked(pool, pageViews(pool).where('id', '=', 6))
      const right = { value: [{ id: 6, path: quoted }] }
      if (isDeepStrictEqual(outcome, right)) return undefined
      return `a query ${ending(outcome)}, instead of ${JSON.stringify(right.value)}`
    },

    'sends nothing before its result is asked for': async (pageViews, world) => {
      const pool = await world.begin()
      let query: PageViews
      const steps: [told: string, step: () => unknown][] = [
        ['built', () => (query = pageViews(pool))],
        ['refined', () => (query = query.where('path', '=', '/users'))],
        ['printed', () => inspect(query)],
        ['asked whether it has a method then', () => typeof query.then === 'function'],
      ]
      for (const [told, step] of steps) {
        const sent = await world.sent(pool, async () => void step())
        if (sent > 0) return `a query is ${told}, and ${statements(sent)} sent`
      }
      return undefined
    },

    'is sent once, however often its result is asked for': async (pageViews, world) => {
      const of = (path: string) => (pool: Pool) => pageViews(pool).where('path', '=', path)
      const queries: [told: string, build: (pool: Pool) => PageViews][] = [
        ['a query', pageViews],
        ['a refined query', of('/users')],
        ['a query without rows', of('/none')],
        ['a query that fails', failing(pageViews)],
      ]
      const ways: [often: string, most: number, ask: (pool: Pool, query: PageViews) => unknown][] =
        [
          [
            'twice, with another query in between',
            2,
            async (pool, query) => {
              for (const one of [query, of('/posts')(pool), query]) await asked(pool, one)
            },
          ],
          [
            'twice at once',
            1,
            (pool, query) => Promise.all([query, query].map((one) => asked(pool, one))),
          ],
        ]
      for (const [told, build] of queries) {
        for (const [often, most, ask] of ways) {
          const pool = await world.begin()
          const query = build(pool)
          // What is sent at once is the matter of another fact.
          await answered(pool)
          const sent = await world.sent(pool, async () => void (await ask(pool, query)))
          if (sent > most) return `${told} is awaited ${often}, and ${statements(sent)} sent`
        }
      }
      return undefined
    },

    'gives its rows or its error to all that ask': async (pageViews, world) => {
      for (const { ids, path } of [
        { ids: '1 3 5', path: '/users' },
        { ids: '', path: '/none' },
      ]) {
        const pool = await world.begin()
        const query = pageViews(pool).where('path', '=', path)
        for (const [at, outcome] of (await askedThrice(pool, query)).entries()) {
          const problem = differs(outcome, ids, `await ${at + 1} of 3`)
          if (problem !== undefined) return problem
        }
      }
      const pool = await world.begin()
      const query = failing(pageViews)(pool)
      for (const [at, outcome] of (await askedThrice(pool, query)).entries()) {
        if ('error' in outcome && codeOf(outcome.error) === '22P02') continue
        return `the server answers 22P02, and await ${at + 1} of 3 ${ending(outcome)}`
      }
      let told: unknown = 'nothing'
      await asked(
        pool,
        failing(pageViews)(pool).then(undefined, (error) => void (told = codeOf(error))),
      )
      return told === '22P02'
        ? undefined
        : `the server answers 22P02, and the second callback of then is told ${inspect(told)}`
    },

    'stays as it was when it is refined': async (pageViews, world) => {
      const pool = await world.begin()
      const all = pageViews(pool)
      const users = all.where('path', '=', '/users')
      const late = users.where('id', '>', 1)
      const early = users.where('id', '<', 5)
      const cases: [query: PageViews, ids: string, told: string][] = [
        [early, '1 3', 'the second query that refines a base'],
        [late, '3 5', 'the first query that refines a base'],
        [users, '1 3 5', 'a base that was refined twice'],
        [all, '1 2 3 4 5', 'a base without conditions'],
      ]
      for (const [query, ids, told] of cases) {
        const problem = differs(await asked(pool, query), ids, told)
        if (problem !== undefined) return problem
      }
      return undefined
    },

    'is sent by itself when it refines a query that was sent': async (pageViews, world) => {
      const pool = await world.begin()
      const build = () => pageViews(pool).where('path', '=', '/users')
      const waiting = build()
      waiting.then(
        () => {},
        () => {},
      )
      const early = differs(
        await asked(pool, waiting.where('id', '<', 4)),
        '1 3',
        'a base is refined before its reply, and the refined query',
      )
      if (early !== undefined) return early
      const base = build()
      await asked(pool, base)
      await world.add('/users')
      return differs(
        await asked(pool, base.where('id', '>', 1)),
        '3 5 6',
        'a base has its reply, view 6 is added, and a query that refines the base',
      )
    },

    'is another query than one with the same conditions': async (pageViews, world) => {
      const pool = await world.begin()
      const build = () => pageViews(pool).where('path', '=', '/users')
      await asked(pool, build())
      await world.add('/users')
      return differs(await asked(pool, build()), '1 3 5 6', 'view 6 is added, and a new query')
    },

    'gives a promise of what a callback of then gives': async (pageViews, world) => {
      const pool = await world.begin()
      const query = () => pageViews(pool).where('path', '=', '/users')
      const lengthOf = (rows: unknown[]) => rows.length
      const length = await asked(pool, query().then(lengthOf))
      if (!('value' in length) || length.value !== 3) {
        return `a callback of then returns 3, and the promise ${ending(length)}`
      }
      const known = query()
      await asked(pool, known)
      const order: string[] = []
      const pushed = known.then(() => order.push('the callback'))
      order.push('the line after then')
      await asked(pool, pushed)
      if (order[0] === 'the callback') return 'a callback runs before the line after then'
      const own = new RangeError('of the callback')
      const fails = () => {
        throw own
      }
      const thrown = await asked(pool, known.then(fails))
      if (!('error' in thrown) || thrown.error !== own) {
        return `a callback of then throws "of the callback", and the promise ${ending(thrown)}`
      }
      return differs(await asked(pool, query().then(undefined)), '1 3 5', 'then without a callback')
    },
  },
})

/** Two await it at once, and one later. */
const askedThrice = async (pool: Pool, query: PageViews) => [
  ...(await Promise.all([asked(pool, query), asked(pool, query)])),
  await asked(pool, query),
]

/** Eleven conditions that all views meet. */
const many = (query: PageViews): PageViews =>
  Array.from({ length: 11 }).reduce<PageViews>((one) => one.where('id', '>', 0), query)

const failing =
  (pageViews: QueryPageViews) =>
  (pool: Pool): PageViews =>
    pageViews(pool).where('id', '=', 'seven')

function differs(outcome: Outcome, ids: string, told: string): string | undefined {
  const rows = 'value' in outcome && Array.isArray(outcome.value) ? outcome.value : undefined
  const found = rows?.map((row: PageView) => row.id).join(' ')
  if (found === ids) return undefined
  return `${told} ${ending(outcome)}, instead of views ${ids || 'none'}`
}

function ending(outcome: Outcome): string {
  if ('is' in outcome) return 'does not end'
  if ('error' in outcome) return `throws ${inspect(outcome.error).split('\n')[0]}`
  return `gives ${JSON.stringify(outcome.value) ?? 'undefined'}`
}

const codeOf = (error: unknown) => (error as { code?: unknown } | undefined)?.code

const statements = (count: number) => (count === 1 ? '1 statement is' : `${count} statements are`)
