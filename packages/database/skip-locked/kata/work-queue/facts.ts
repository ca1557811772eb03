import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { ClaimJob } from '../../src/index.ts'
import { givesEachWorkerAJob } from '../../src/index.ts'
import { openDatabase } from '../../src/open-database.ts'
import type { Database } from '../../src/open-database.ts'

export const facts = defineFacts<ClaimJob, Database>({
  answer: 'claim',
  open: openDatabase,
  facts: {
    'gives each free job to one worker, in every order of two workers': (claim, db) => [
      givesEachWorkerAJob(db, claim, ['alice', 'bob']),
      claimsThreeTimes(db, claim),
    ],

    'lets no worker wait for another, where each gets a job of its own': (claim, db) => {
      let isTakenTwice = false
      const races = [givesEachWorkerAJob(db, claim, ['alice', 'bob']), claimsThreeTimes(db, claim)]
      return races.map((race) => ({
        race,
        judge: ({ waits, schedules, violations }) => {
          // Two workers who are after the same job wait for each other as well: that is the fact above.
          isTakenTwice ||= violations > 0
          return waits === 0 || isTakenTwice
            ? undefined
            : `in ${waits} of ${schedules} orders of two workers, one waits for the other`
        },
      }))
    },

    'takes the free job with the lowest id': async (claim, { pool, plain }) => {
      await plain.query(
        `delete from jobs; insert into jobs values (30, null), (10, null), (9, null), (1, 'eve')`,
      )
      const job = await claim(pool, 'alice')
      return job === 9 ? undefined : `jobs 9, 10 and 30 are free, and it takes ${job}`
    },

    'gives a worker who asks again one more job': async (claim, { pool, plain }) => {
      await plain.query('delete from jobs; insert into jobs values (1, null), (2, null)')
      const jobs = [await claim(pool, 'alice'), await claim(pool, 'alice')]
      return jobs.includes(undefined)
        ? `jobs 1 and 2 are free, alice asks twice, and gets ${jobs.map(String).join(' and ')}`
        : undefined
    },

    'writes down which worker has the job, and in no other row': async (claim, { pool, plain }) => {
      const worker = `O'Brien "2"`
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

    'answers undefined when no job is free': async (claim, { pool, plain }) => {
      for (const jobs of ['', `; insert into jobs values (1, 'eve')`]) {
        await plain.query(`delete from jobs${jobs}`)
        const job = await claim(pool, 'alice')
        if (job !== undefined) return `no job is free, and it answers ${job}`
      }
      return undefined
    },
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
    invariant: () => {
      const jobs = given.filter((job) => job !== undefined)
      if (new Set(jobs).size < jobs.length) return Promise.resolve('one job was given twice')
      const isRight = jobs.length === 2
      return Promise.resolve(
        isRight ? undefined : `2 jobs for 3 requests, ${jobs.length} are given`,
      )
    },
  })
}
