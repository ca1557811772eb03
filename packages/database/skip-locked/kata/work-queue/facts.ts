import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Exploration, Race } from '@lab/conductor'
import { busyPool, defineFacts } from '@lab/kata'
import type { ClaimJob } from '../../src/index.ts'
import type { PoolClient } from 'pg'
import { givesEachWorkerAJob } from '../../src/index.ts'
import { openDatabase } from '../../src/open-database.ts'
import type { Database } from '../../src/open-database.ts'

export const facts = defineFacts<ClaimJob, Database>({
  answer: 'claim',
  open: openDatabase,
  facts: {
    'gives each free job to one worker, in every order of two workers': (claim, db) => {
      const pools = Array.from({ length: 5 }, db.anotherPool)
      return [
        givesEachWorkerAJob(db, claim, ['alice', 'bob']),
        claimsThreeTimes(db, (_, worker) => claim(busyPool(pools), worker)),
      ]
    },

    'lets no worker wait for another, where each gets a job of its own': (claim, db) => {
      let isTakenTwice = false
      const races = [givesEachWorkerAJob(db, claim, ['alice', 'bob']), claimsThreeTimes(db, claim)]
      return [
        ...races.map((race) => ({
          race,
          judge: ({ waits, schedules, violations }: Exploration) => {
            // Two workers who are after the same job wait for each other as well: that is the fact above.
            isTakenTwice ||= violations > 0
            return waits === 0 || isTakenTwice
              ? undefined
              : `in ${waits} of ${schedules} orders of two workers, one waits for the other`
          },
        })),
        {
          race: passesManyBy(db, claim, () => !isTakenTwice),
          judge: ({ shortest }: Exploration) => (isTakenTwice ? undefined : shortest?.reason),
        },
      ]
    },

    'takes the free job with the lowest id': async (claim, { pool, plain }) => {
      await plain.query(
        `delete from jobs; insert into jobs values (30, null), (10, null), (9, null), (1, 'eve')`,
      )
      const job = await claim(pool, 'alice')
      if (job !== 9) return `jobs 9, 10 and 30 are free, and it takes ${job}`
      await plain.query(
        `update jobs set taken_by = 'eve'; insert into jobs values (0, null);
         insert into jobs select id, 'eve' from generate_series(-1, -1500, -1) as id`,
      )
      const zero = await claim(pool, 'alice')
      return zero === 0
        ? undefined
        : `1,504 jobs are taken and job 0 is free, and it answers ${zero}`
    },

    'gives a worker who asks again one more job': async (claim, { pool, plain }) => {
      await plain.query('delete from jobs; insert into jobs values (1, null), (2, null)')
      const jobs = [await claim(pool, 'alice'), await claim(pool, 'alice')]
      if (jobs.includes(undefined))
        return `jobs 1 and 2 are free, alice asks twice, and gets ${jobs.map(String).join(' and ')}`
      await plain.query(
        'insert into jobs values (1) on conflict (id) do update set taken_by = null',
      )
      const again = await claim(pool, 'alice')
      return again === 1
        ? undefined
        : `alice has job 2, job 1 is free again, alice asks, and gets ${again}`
    },

    'writes down which worker has the job, and in no other row': async (claim, { pool, plain }) => {
      const worker = `O'Brien 'Bob' "\\$2"; `
      await plain.query(
        `delete from jobs; insert into jobs values (1, null), (2, null), (3, 'eve')`,
      )
      await claim(pool, worker)
      const { rows } = await plain.query('select id, taken_by from jobs order by id')
      const [one, two, three] = rows
      if (rows.length < 3) return 'job 1 is taken, and one of 3 jobs is no longer in the table'
      if (one.taken_by !== worker) return `${worker} took job 1, and taken_by is ${one.taken_by}`
      if (two.taken_by !== null)
        return `${worker} took job 1, and job 2 is taken by ${two.taken_by}`
      return three.taken_by === 'eve' ? undefined : `job 3 was eve's, and is ${three.taken_by}'s`
    },

    'answers undefined when no job is free': (claim, { pool, plain }) => [
      ...['', `; insert into jobs values (1, 'eve')`].map((jobs) =>
        conduct({
          setup: () => plain.query(`delete from jobs${jobs}`),
          actors: { alice: () => claim(pool, 'alice') },
          invariant: async ({ alice }) =>
            alice?.kind === 'finished' && alice.value === undefined
              ? undefined
              : `no job is free, and alice ${endingText(alice)}`,
        }),
      ),
      conduct({
        setup: () => plain.query('delete from jobs; insert into jobs values (1)'),
        actors: { alice: () => claim(pool, 'alice'), bob: () => claim(pool, 'bob') },
        invariant: async (endings) => {
          const failed = Object.keys(endings).find((worker) => endings[worker]!.kind !== 'finished')
          return failed && `1 job for 2 workers, and ${failed} ${endingText(endings[failed])}`
        },
      }),
    ],
  },
})

/** Alice asks twice and Bob once, and there are two jobs. */
function claimsThreeTimes({ pool, plain }: Database, claim: ClaimJob): Race {
  let given: (number | undefined)[] = []
  const ask = async (worker: string) => void given.push(await claim(pool, worker))
  return conduct({
    setup: async () => {
      given = []
      await plain.query('delete from jobs; insert into jobs values (1, null), (2, null)')
    },
    actors: { alice: () => ask('alice').then(() => ask('alice')), bob: () => ask('bob') },
    invariant: async () => {
      const jobs = given.filter((job) => job !== undefined)
      if (new Set(jobs).size < jobs.length) return 'one job was given twice'
      return jobs.length === 2 ? undefined : `2 jobs for 3 requests, ${jobs.length} are given`
    },
  })
}

/** Thirty workers are taking a job each, and the last one is free. */
function passesManyBy({ pool, plain }: Database, claim: ClaimJob, isAsked: () => boolean): Race {
  let others: PoolClient
  return conduct({
    setup: async () => {
      others = await plain.connect()
      await others.query('delete from jobs; insert into jobs select generate_series(1, 31)')
      // Else it may wait for them without end.
      if (isAsked()) await others.query('begin; select from jobs where id <= 30 for update')
    },
    actors: { alice: () => claim(pool, 'alice') },
    invariant: async ({ alice }) => {
      await others.query('rollback')
      others.release()
      return answerOf(alice) === 31
        ? undefined
        : `30 workers are taking jobs 1 to 30, job 31 is free, and alice ${endingText(alice)}`
    },
  })
}
