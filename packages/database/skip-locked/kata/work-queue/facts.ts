import { defineFacts } from '@lab/kata'
import type { ClaimJob } from '../../src/index.ts'
import { givesEachWorkerAJob } from '../../src/index.ts'
import { openDatabase } from '../../src/open-database.ts'
import type { Database } from '../../src/open-database.ts'

export const facts = defineFacts<ClaimJob, Database>({
  answer: 'claim',
  open: openDatabase,
  facts: {
    'gives each of two workers a job of its own, in every order': (claim, db) =>
      givesEachWorkerAJob(db, claim, ['alice', 'bob']),

    'lets no worker wait for another, where each gets a job of its own': async (claim, db) => {
      const race = givesEachWorkerAJob(db, claim, ['alice', 'bob'])
      const { waits, schedules, violations } = await race.explore()
      // Two workers who are after the same job wait for each other as well: that is the fact above.
      return waits === 0 || violations > 0
        ? undefined
        : `in ${waits} of ${schedules} orders of two workers, one waits for the other`
    },

    'takes the free job with the lowest id': async (claim, { pool, plain }) => {
      await plain.query(
        `delete from jobs; insert into jobs values (3, null), (2, null), (1, 'eve')`,
      )
      const job = await claim(pool, 'alice')
      return job === 2 ? undefined : `jobs 2 and 3 are free, and it takes ${job}`
    },

    'writes down which worker has the job': async (claim, { pool, plain }) => {
      await plain.query('delete from jobs; insert into jobs values (1, null)')
      await claim(pool, 'alice')
      const { rows } = await plain.query('select taken_by from jobs')
      if (rows.length === 0) return 'job 1 is no longer in the table'
      const [{ taken_by: worker }] = rows
      return worker === 'alice' ? undefined : `alice took job 1, and taken_by is ${worker}`
    },

    'answers undefined when every job is taken': async (claim, { pool, plain }) => {
      await plain.query(`delete from jobs; insert into jobs values (1, 'eve')`)
      const job = await claim(pool, 'alice')
      return job === undefined ? undefined : `every job is taken, and it answers ${job}`
    },
  },
})
