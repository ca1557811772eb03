import { heardClaims } from '@lab/stage/claims'

const test = 'src/reads-only-its-day.test.ts'

export const claims = heardClaims([
  {
    says: 'created_at has an index, so the query by day uses it.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The index has moments, and the cast makes days. PostgreSQL 18 reads all 158 blocks of ten years for eight orders.',
    shownBy: { scene: 'cast-column', way: 'cast-column', observed: 'breaks' },
  },
  {
    says: 'A range on the bare column finds the day by the index.',
    heard: 'interview answers',
    truth: 'true',
    why: 'It reads 2 blocks for a table of a month and 3 for ten years.',
    shownBy: { scene: 'half-open-range', way: 'half-open-range', observed: 'holds' },
  },
  {
    says: 'The query is quick, so it needs no change.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'On the size: with a month of orders the cast reads 2 blocks, as the range does; with ten years 158.',
    shownBy: { test, title: 'reads every block of the table: 2, 16, 158' },
  },
  {
    says: 'The planner has to be forced to use the index.',
    heard: 'blog posts',
    truth: 'false',
    why: 'With sequential scans off it reads the whole index, 10 blocks for a year, because no part of it is known to be enough.',
    shownBy: { test, title: 'reads the whole index when the planner may not read the table' },
  },
  {
    says: 'The statistics tell the planner how many orders a day has.',
    heard: 'interview answers',
    truth: 'false',
    why: 'They are of the column. For an expression PostgreSQL 18 takes one row of 200: 15 of 2,920, whatever the day.',
    shownBy: { test, title: 'is estimated at a two-hundredth of the rows, whatever the day' },
  },
  {
    says: 'An index on the expression makes the cast as quick as a range.',
    heard: 'manuals',
    truth: 'true',
    why: 'It reads 2 or 3 blocks. Each insert then writes one index more.',
    shownBy: { scene: 'expression-index', way: 'expression-index', observed: 'holds' },
  },
  {
    says: 'An index on an expression serves every expression that means the same.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It is compared as it is written: date_trunc gives the same orders, and PostgreSQL reads the whole table.',
    shownBy: { test, title: 'is not used by an expression that means the same' },
  },
  {
    says: 'create index on orders ((created_at::date)) is enough.',
    heard: 'blog posts',
    truth: 'false',
    why: 'The day of a timestamptz depends on the time zone of the session. PostgreSQL refuses the index with 42P17.',
    shownBy: { test, title: 'refuses a cast that depends on the time zone of the session' },
  },
  {
    says: 'between the day and the next one is the same range.',
    heard: 'interview answers',
    truth: 'false',
    why: 'between takes both ends: an order of the next midnight is counted in two days.',
    shownBy: { test, title: 'counts the first moment of the next day, too' },
  },
])
