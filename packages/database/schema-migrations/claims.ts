import { heardClaims } from '@lab/stage/claims'

const statements = 'src/statements/what-it-takes.test.ts'

export const claims = heardClaims([
  {
    says: 'Adding a column without a default is instant, so it is safe at any time.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The change is instant, the wait for its lock is not: PostgreSQL 18 lets it wait behind a report that has read the table, and 5 of 5 later requests wait behind it until they fail.',
    shownBy: { scene: 'alter-at-once', way: 'alter-at-once', observed: 'breaks' },
  },
  {
    says: 'A lock_timeout with a retry lets a schema change pass without a failed request.',
    heard: 'blog posts',
    truth: 'true',
    why: 'The migration leaves the queue after 50 ms and the requests go on: 0 of 1,038 orders leave the request without an answer. Requests wait that much longer, so it must be far below their own limit.',
    shownBy: { scene: 'every-order', way: 'lock-timeout-retry', observed: 'holds' },
  },
  {
    says: 'A plain select never waits in PostgreSQL.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It never waits for row locks. It waits for a statement that has, or queues for, access exclusive on its table, as alter table does.',
    shownBy: {
      test: 'src/traffic/answers-every-request.test.ts',
      title: 'takes a moment, but its lock lasts until the transaction ends',
    },
  },
  {
    says: 'Renaming a column is safe when the new code is deployed right after it.',
    heard: 'code reviews',
    truth: 'false',
    why: 'From the rename until the last old instance has gone, each request of the old version fails: 11 of all 29 requests.',
    shownBy: { scene: 'rename-at-once', way: 'rename-at-once', observed: 'breaks' },
  },
  {
    says: 'Add the new column, copy the rows, deploy, drop the old column: nothing is lost.',
    heard: 'tutorials',
    truth: 'false',
    why: 'No request fails, but what the old version writes after the copy is not in the new column: 8 of 57 requests read something else than was written last, and two names are gone in the end.',
    shownBy: { scene: 'add-and-copy', way: 'add-and-copy', observed: 'breaks' },
  },
  {
    says: 'Every migration has a down, so we can always go back.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The down of a dropped column brings the column back, and not what stood in it. Reversible is not lossless.',
    shownBy: {
      test: 'src/rename/serves-both-versions.test.ts',
      title: 'brings a dropped column back, and not what stood in it',
    },
  },
  {
    says: 'To fill a new column, repeat update ... where new_column is null limit 1000 until no row is left.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'It locks one batch at a time, but each search begins at the start of the table and reads over all that was filled: 4 blocks for the first of 20 batches, 60 for the last. By key it reads 5 to 7 for each. PostgreSQL has no update with limit: select the ids.',
    shownBy: { scene: 'backfill', way: 'batches-of-null', observed: 'breaks' },
  },
  {
    says: 'When the last batch of a backfill is done, every row has its value.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Not a row that the old version of the service writes after its batch: 610 of 660 orders. A trigger that is there before the backfill keeps it: 0 of 660. So does a second pass over the rows that differ, when the old version has gone.',
    shownBy: { scene: 'backfill', way: 'no-trigger', observed: 'breaks' },
  },
  {
    says: 'A column with a default rewrites the whole table.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Since PostgreSQL 11 not for a constant, nor for now(). Measured on 18: gen_random_uuid(), identity and stored generated columns rewrite it; virtual ones do not.',
    shownBy: { test: statements, title: 'changes the catalogue only: %s' },
  },
  {
    says: 'set not null has to read the whole table.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'It reads all 1,000 rows, unless a valid check says the same: then 0. PostgreSQL 18 also takes not null as not valid.',
    shownBy: { test: statements, title: 'changes the catalogue only: %s' },
  },
  {
    says: 'not valid and validate may stand in one migration.',
    heard: 'code reviews',
    truth: 'false',
    why: 'In one transaction the lock of the first statement (for a check, access exclusive) lasts while the second one reads all rows. They need two transactions.',
    shownBy: {
      test: statements,
      title: 'keeps the lock of the first statement while the second one reads, in one transaction',
    },
  },
  {
    says: 'A failed migration leaves nothing behind, because DDL is transactional in PostgreSQL.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'In a transaction nothing is left. create index concurrently cannot run in one (25001), and its failure leaves an invalid index that stops the next run.',
    shownBy: { scene: 'failed-migration', way: 'unique-concurrently', observed: 'breaks' },
  },
  {
    says: 'With if not exists a migration can be run again.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It looks at the name only: the second run accepts the invalid index, and PostgreSQL 18 still takes equal names. Drop the index first.',
    shownBy: { scene: 'failed-migration', way: 'unique-if-not-exists', observed: 'breaks' },
  },
  {
    says: 'The migration tool takes a lock, so two deploys cannot migrate at once.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'node-pg-migrate 9 takes an advisory lock of the session: 0 of 38 orders break. Through a pooler that lends sessions for a transaction both deploys get it, and 8 of 50 orders run the migration twice.',
    shownBy: { scene: 'two-deploys', way: 'lock-through-pooler', observed: 'breaks' },
  },
])
