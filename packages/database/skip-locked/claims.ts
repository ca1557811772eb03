import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'A transaction around the read and the update keeps two workers from one job.',
    heard: 'interview answers',
    truth: 'false',
    why: 'At read committed, the default of PostgreSQL 18, both workers read job 1 as free: 40 of 50 orders give it to both.',
    shownBy: { scene: 'read-then-claim', way: 'read-then-claim', observed: 'breaks' },
  },
  {
    says: 'A work queue needs skip locked, or two workers take the same job.',
    heard: 'blog posts',
    truth: 'false',
    why: 'On PostgreSQL 18.4 `limit 1 for update` gives each worker a job in all 24 orders. Without skip locked they wait for each other; that is its use.',
    shownBy: { scene: 'lock-first-job', way: 'lock-first-job', observed: 'holds' },
  },
  {
    says: 'With skip locked no worker waits for another.',
    heard: 'interview answers',
    truth: 'true',
    why: 'No worker waits in any of 70 orders, and each worker gets a job of its own.',
    shownBy: { scene: 'skip-locked', way: 'skip-locked', observed: 'holds' },
  },
  {
    says: 'Choosing rows in a subquery with limit and locking them outside is the same as limit with for update.',
    heard: 'blog posts',
    truth: 'false',
    why: 'The subquery has chosen before the wait, and nothing chooses again: in 14 of 24 orders a buyer hears "sold out" while two seats are free.',
    shownBy: { scene: 'best-seats', way: 'limit-then-lock', observed: 'breaks' },
  },
  {
    says: 'select limit 2 for update returns fewer rows after a wait.',
    heard: 'old manuals',
    truth: 'false',
    why: 'On PostgreSQL 18.4 rows that turn out to be taken do not count against the limit: the server reads on and returns the next two free seats.',
    shownBy: { scene: 'best-seats', way: 'lock-best-seats', observed: 'holds' },
  },
  {
    says: 'update where id in (select limit 2) takes two free rows.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The subquery has the hole of every limit that stands apart from its lock: in 6 of 14 orders it takes none, with two rows free.',
    shownBy: {
      test: 'src/best-seats/gives-each-order-its-seats.test.ts',
      title: 'says sold out after the wait, too, in 6 of 14 orders',
    },
  },
  {
    says: 'A query with skip locked returns every free row.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It leaves out rows that are locked for a moment. A buyer is told "sold out" while the holder of the last seats is about to roll back. PostgreSQL 18 calls this an inconsistent view of the data.',
    shownBy: {
      test: 'src/best-seats/gives-each-order-its-seats.test.ts',
      title: 'says sold out while another buyer, who then rolls back, has the last seats locked',
    },
  },
  {
    says: 'The job of a worker that dies stays locked until an operator frees it.',
    heard: 'interview answers',
    truth: 'false',
    why: 'PostgreSQL rolls the transaction back when the connection ends, and the lock goes with it. It is different for a job whose "taken" mark was committed before the work began.',
    shownBy: {
      test: 'src/work-queue/gives-each-worker-a-job.test.ts',
      title: 'gives the job of a worker whose connection ends to the next worker',
    },
  },
  {
    says: 'Locking the first job with for update is wrong: two workers get the same job.',
    heard: 'blog posts',
    truth: 'false',
    why: 'After the wait PostgreSQL checks the row again and reads on to job 2: each worker gets a job in all 24 orders. What it costs is the wait, in 14 of them.',
    shownBy: {
      test: 'src/work-queue/gives-each-worker-a-job.test.ts',
      title: 'gives each worker a job in all 24 orders, after a wait in 14',
    },
  },
])
