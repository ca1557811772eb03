import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'limit and offset are fine as long as the order is stable.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The order is stable here, and the rows are not: an insert or a delete of a newer row makes 116 of 220 orders show a post twice or never.',
    shownBy: { scene: 'offset', way: 'offset', observed: 'breaks' },
  },
  {
    says: 'A row comparison over time and id shows each row once while others insert and delete.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The page begins after a row, not after a number of rows: 0 of 220 orders break, with an insert and with a delete.',
    shownBy: { scene: 'keyset', way: 'keyset', observed: 'holds' },
  },
  {
    says: 'The time of the last row is cursor enough.',
    heard: 'tutorials',
    truth: 'false',
    why: 'A second row of the same time on the edge of a page is never shown: 216 of 220 orders lose one. The cursor needs a unique tie-breaker.',
    shownBy: { scene: 'keyset-on-time', way: 'keyset-on-time', observed: 'breaks' },
  },
  {
    says: 'A timestamptz survives the way through a JavaScript Date.',
    heard: 'code reviews',
    truth: 'false',
    why: 'PostgreSQL 18 keeps microseconds, a Date milliseconds: a cursor made of it leaves out what lies between. Read the time as text, or order by the id alone.',
    shownBy: {
      scene: 'keyset-in-milliseconds',
      way: 'keyset-in-milliseconds',
      observed: 'breaks',
    },
  },
  {
    says: 'Repeatable read makes offset correct.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'All pages in one transaction show one moment: 0 of 56 orders break. But each HTTP request has a transaction of its own; one that stays open between requests holds a connection, and keeps vacuum from removing old rows.',
    shownBy: {
      scene: 'offset-in-one-snapshot',
      way: 'offset-in-one-snapshot',
      observed: 'holds',
    },
  },
  {
    says: 'A cursor breaks when the row that it names is deleted.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The comparison needs the values of the row, and they stand in the cursor: 0 of 220 orders break. It is true of a cursor that has the id alone and looks the time up.',
    shownBy: {
      test: 'src/pages/shows-each-post-once.test.ts',
      title: 'goes on after a last post that is deleted, in all 220 orders',
    },
  },
  {
    says: 'A cursor by id misses no row.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Ids are given at the insert and become visible at the commit, which may come in another order. In 72 of 1,680 orders of two writers and a reader a post is never read.',
    shownBy: { scene: 'late-commit', way: 'by-id', observed: 'breaks' },
  },
  {
    says: 'A cursor by created_at misses no row.',
    heard: 'API documentation',
    truth: 'false',
    why: 'now() is the time at which the transaction began, even further from the commit than the id: 196 of 1,680 orders lose a post.',
    shownBy: { scene: 'follow-compared', way: 'by-time', observed: 'breaks' },
  },
  {
    says: 'Stay a few seconds behind, and late commits are in.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'Only if no transaction takes longer than that. A post of a slower one is lost as before: 252 of 4,200 orders.',
    shownBy: { scene: 'follow-compared', way: 'some-seconds-behind', observed: 'breaks' },
  },
  {
    says: 'Rows below pg_snapshot_xmin are complete.',
    heard: 'manuals',
    truth: 'true',
    why: 'It is the oldest transaction that still runs, so every one below it has ended: 0 of 1,680 orders lose a post. The price: any transaction that has written, in any database of the server, holds the reader back.',
    shownBy: { scene: 'follow-compared', way: 'below-the-snapshot', observed: 'holds' },
  },
  {
    says: 'With an index, offset 90,000 costs as much as offset 0.',
    heard: 'interview answers',
    truth: 'false',
    why: 'PostgreSQL 18 reads the index from its top, past all skipped rows: 1,369 blocks instead of 4.',
    shownBy: { scene: 'depth', way: 'offset', observed: 'breaks' },
  },
  {
    says: '(a, b) < ($1, $2) is the same as a < $1 or (a = $1 and b < $2).',
    heard: 'code reviews',
    truth: 'depends',
    why: 'The rows are the same. PostgreSQL 18 begins in the index at the row comparison and reads 4 blocks; the or is a filter over all rows from the top, 1,369 blocks.',
    shownBy: { scene: 'depth', way: 'spelled-out-or', observed: 'breaks' },
  },
  {
    says: 'The total number of rows is free, because the database knows it.',
    heard: 'product managers',
    truth: 'false',
    why: 'count(*) reads the whole table, 834 blocks for 100,000 rows. reltuples in pg_class is an estimate, and costs the reading of one row.',
    shownBy: {
      test: 'src/depth/explain-page.test.ts',
      title: 'reads the whole table for one number',
    },
  },
])
