import { answerOf, conduct, turn } from '@lab/conductor'
import type { Endings, Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import { defineFacts } from '@lab/kata'
import type { Pool } from 'pg'
import { openDatabase } from '../../src/open-database.ts'
import type { Database } from '../../src/open-database.ts'

export interface TakenJob {
  id: number
  email: string
  attempt: number
}

/** What one worker asks for jobs. */
export type OpenQueue = (pool: Pool) => {
  take(nowMs: number): Promise<TakenJob | undefined>
  complete(job: TakenJob, nowMs: number): Promise<'done' | 'late'>
  fail(job: TakenJob, nowMs: number): Promise<'again' | 'dead' | 'late'>
}

export const facts = defineFacts<OpenQueue, Database>({
  answer: 'openQueue',
  open: openDatabase,
  facts: {
    'gives each job to one worker': (open, db) => givesEachJobOnce(db, open),

    'takes the open job with the lowest id that is due, whole': async (open, db) => {
      const email = `"O'Brien, 2"@example.org`
      await fill(
        db,
        `(30, 'd', 'open', 0), (10, 'c', 'open', 0), (9, $1, 'open', 500), (3, 'b', 'open', 501),
         (2, 'a', 'dead', 0), (1, 'a', 'done', 0)`,
        [email],
      )
      const { take } = open(db.plain)
      const job = await take(500)
      const isRight = job?.id === 9 && job.email === email && job.attempt === 1
      return isRight ? undefined : `job 9 is due for the first time, and take gives ${text(job)}`
    },

    'hides a job for 30 seconds, then gives it to the next worker': async (open, db) => {
      await fill(db, `(1, 'carol', 'open', 0)`)
      // A moment of the year 2027: no int holds it.
      const fromMs = 1_800_000_000_000
      await open(db.plain).take(fromMs)
      const early = await open(db.plain).take(fromMs + 29_999)
      if (early !== undefined) return `29.999 s after it was taken, take gives ${text(early)}`
      const job = await open(db.plain).take(fromMs + 30_000)
      if (job?.id === 1 && job.attempt === 2) return undefined
      return `30 s after it was taken, take gives ${text(job)}`
    },

    'lets a worker complete a job, unless another one has taken it since': (open, db) =>
      heedsTheHolder(db, open, 'complete'),

    'lets a worker give a job back, unless another one has taken it since': (open, db) =>
      heedsTheHolder(db, open, 'fail'),

    'gives a failed job again after 1, 2 and 4 seconds, then never': async (open, db) => {
      await fill(db, `(1, 'carol', 'open', 0)`)
      const { take, fail } = open(db.plain)
      let nowMs = 10_000
      for (const [pauseMs, expected] of [
        [1_000, 'again'],
        [2_000, 'again'],
        [4_000, 'again'],
        [0, 'dead'],
      ] as const) {
        const job = await take(nowMs)
        if (job === undefined) return `at ${nowMs} ms the job is due again, and take gives none`
        const answer = await fail(job, nowMs)
        if (answer !== expected)
          return `attempt ${job.attempt} fails, and the answer is "${answer}"`
        if (expected === 'dead') break
        nowMs += pauseMs
        const early = await take(nowMs - 1)
        if (early !== undefined) return `the job is given 1 ms before its pause has passed`
      }
      const later = await take(1_000_000_000)
      return later === undefined ? await endsAs(db, 1, 'dead') : 'a dead job is given again'
    },

    'buries a job whose four leases have ended without a word': async (open, db) => {
      await fill(db, `(1, 'a', 'open', 0), (2, 'b', 'open', 400000), (3, 'c', 'open', 400000)`)
      await db.plain.query('update jobs set attempt = 4 where id = 3')
      const { take, complete } = open(db.plain)
      let last: TakenJob | undefined
      for (const nowMs of [0, 100_000, 200_000, 300_000]) {
        last = await take(nowMs)
        if (last?.id !== 1)
          return `at ${nowMs} ms the lease of job 1 has ended, and take gives ${text(last)}`
      }
      const early = await endsAs(db, 3, 'open')
      if (early !== undefined) return `the fourth lease of job 3 has not ended, and ${early}`
      const next = await take(400_000)
      if (next?.id !== 2) return `jobs 1 and 3 were taken four times, and take gives ${text(next)}`
      await complete(last!, 400_001)
      return (await endsAs(db, 1, 'dead')) ?? (await endsAs(db, 3, 'dead'))
    },

    'buries no job that its worker has completed meanwhile': (open, db) =>
      buriesOrCompletes(db, open),

    'keeps the row of a job that is done, and never opens it again': async (open, db) => {
      await fill(db, `(1, 'carol', 'open', 0), (2, 'dave', 'open', 1000000)`)
      const { take, complete, fail } = open(db.plain)
      const job = await take(0)
      if (job === undefined) return 'job 1 is due, and take gives none'
      await complete(job, 1_000)
      const answer = await fail(job, 2_000)
      if (answer !== 'late') return `it is done, and then fail answers "${answer}"`
      const again = await take(100_000)
      if (again !== undefined) return `it is done, and take gives ${text(again)}`
      return await endsAs(db, 1, 'done')
    },

    'changes the job that is reported on, and no other': async (open, db) => {
      await fill(db, `(1, 'carol', 'open', 0), (2, 'dave', 'open', 0), (12, 'erin', 'open', 0)`)
      const { take, complete, fail } = open(db.plain)
      const [first, second] = [await take(0), await take(0), await take(0)]
      if (first === undefined || second === undefined) return undefined
      const completed = await changesAnother(db, first, () => complete(first, 1_000))
      if (completed !== undefined) return `job ${first.id} is completed, ${completed}`
      const failed = await changesAnother(db, second, () => fail(second, 1_000))
      return failed && `job ${second.id} is given back, ${failed}`
    },
  },
})

const text = (job: TakenJob | undefined) => (job === undefined ? 'none' : JSON.stringify(job))

async function fill({ plain }: Database, rows: string, values: unknown[] = []): Promise<void> {
  await plain.query('truncate jobs')
  await plain.query(`insert into jobs (id, email, state, visible_at_ms) values ${rows}`, values)
}

async function endsAs({ plain }: Database, id: number, state: string): Promise<string | undefined> {
  const { rows } = await plain.query('select state from jobs where id = $1', [id])
  const found = rows[0]?.state ?? 'gone'
  return found === state ? undefined : `job ${id} is to be ${state}, and is ${found}`
}

/** What a report changes besides its own job. */
async function changesAnother(
  { plain }: Database,
  { id }: TakenJob,
  report: () => Promise<unknown>,
): Promise<string | undefined> {
  const others = async () => {
    const { rows } = await plain.query(
      `select id, state || ' at ' || visible_at_ms as found from jobs where id <> $1 order by id`,
      [id],
    )
    return rows.map(({ id: other, found }) => `${other} is ${found} ms`).join(' and ')
  }
  const before = await others()
  await report()
  const after = await others()
  return after === before ? undefined : `and ${after}, where ${before} before`
}

/** Two workers, two jobs. */
function givesEachJobOnce(db: Database, open: OpenQueue): Race {
  const takeOne = async () => (await open(db.pool).take(0))?.id
  return conduct({
    setup: () => fill(db, `(1, 'carol', 'open', 0), (2, 'dave', 'open', 0)`),
    actors: { alice: takeOne, bob: takeOne },
    invariant({ alice, bob }: Endings) {
      const ids = [answerOf(alice!), answerOf(bob!)]
      return Promise.resolve(
        new Set(ids).size === 2 && !ids.includes(undefined)
          ? undefined
          : `the workers get jobs ${ids.join(' and ')}`,
      )
    },
  })
}

/** Alice has the job, is slow for 40 seconds, and says what became of it; bob asks for it. */
function heedsTheHolder(db: Database, open: OpenQueue, report: 'complete' | 'fail'): Race {
  const clock = virtualClock()
  let job: TakenJob | undefined
  return conduct({
    clock,
    async setup() {
      await fill(db, `(1, 'carol', 'open', 0)`)
      job = await open(db.plain).take(0)
    },
    actors: {
      async alice() {
        if (job === undefined) return 'none'
        await clock.sleep(40_000, 'alice was slow')
        return open(db.pool)[report](job, clock.now())
      },
      async bob() {
        await turn('asks for a job')
        return (await open(db.pool).take(clock.now())) === undefined ? 'none' : 'taken'
      },
    },
    invariant: (endings) => wrongReport(db, endings, report),
  })
}

/** The fourth lease of alice's job has ended: she completes it, or bob's `take` buries it. */
function buriesOrCompletes(db: Database, open: OpenQueue): Race {
  return conduct({
    async setup() {
      await fill(db, `(1, 'carol', 'open', 0)`)
      await db.plain.query('update jobs set attempt = 4')
    },
    actors: {
      async alice() {
        const { rowCount } = await db.pool.query(
          `update jobs set state = 'done' where id = 1 and attempt = 4 and state = 'open'`,
        )
        return rowCount === 1 ? 'done' : 'late'
      },
      bob: () => open(db.pool).take(400_000),
    },
    invariant: async ({ alice }: Endings) =>
      answerOf(alice!) === 'done' ? endsAs(db, 1, 'done') : undefined,
  })
}

async function wrongReport(
  { plain }: Database,
  { alice, bob }: Endings,
  report: 'complete' | 'fail',
): Promise<string | undefined> {
  const { rows } = await plain.query('select state, visible_at_ms::int as ms from jobs')
  const { state, ms } = rows[0] ?? { state: 'gone' }
  const [hers, his] = [answerOf(alice!), answerOf(bob!)]
  const found = `alice hears "${String(hers)}", and the job is ${state}, visible at ${ms} ms`
  if (hers === 'none') return 'job 1 is due, and take gives none'
  if (his === 'taken') {
    const isBobs = hers === 'late' && state === 'open' && ms >= 70_000
    return isBobs ? undefined : `bob has the job, ${found}`
  }
  const isHers = report === 'complete' ? hers === 'done' && state !== 'open' : hers === 'again'
  return isHers ? undefined : `no other worker has taken the job, ${found}`
}
