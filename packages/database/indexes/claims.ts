import { heardClaims } from '@lab/stage/claims'

const lastTen = 'src/last-ten/last-ten.test.ts'
const served = 'src/served/served.test.ts'
const clustered = 'src/written/cluster-once.test.ts'

export const claims = heardClaims([
  {
    says: 'The primary key is the clustered index: it orders the table.',
    heard: 'interview answers',
    truth: 'false',
    why: 'That is another server. PostgreSQL 18 puts a row where there is room: the new version of the first row lies behind the others of its page.',
    shownBy: {
      test: clustered,
      title:
        'does not order the table: a new version of the first row lies behind the others of its page',
    },
  },
  {
    says: 'An index for each column of the where and the order by serves the statement.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'On the customer. The largest is read from 4 blocks by the time; a former one with as many orders, all of them old, from 572 by the same plan.',
    shownBy: {
      test: lastTen,
      title:
        'reads 4 blocks for the largest customer, and 572 for a former customer, by the same plan',
    },
  },
  {
    says: 'PostgreSQL uses one index for a table, never two.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It combines two into one bitmap (BitmapAnd) where the result needs no order.',
    shownBy: {
      test: lastTen,
      title: 'combines both indexes where neither orders: a bitmap of each',
    },
  },
  {
    says: 'In a composite index the order of the columns does not matter.',
    heard: 'interview answers',
    truth: 'false',
    why: '(customer_id, created_at) reads at most 12 blocks for each customer, (created_at, customer_id) up to 156.',
    shownBy: { scene: 'other-indexes', way: 'time-then-customer', observed: 'breaks' },
  },
  {
    says: 'order by … desc needs an index that is declared desc.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The scan goes backwards. desc matters where one column goes up and the other one down.',
    shownBy: { test: lastTen, title: 'is read backwards for desc, and sorts nothing' },
  },
  {
    says: 'A composite index cannot be used without its first column.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On how many values that has. PostgreSQL 18 skips through two values in 7 blocks. With 2,000 values it reads the whole index, 160 blocks.',
    shownBy: { scene: 'second-column', way: 'few-values-first', observed: 'holds' },
  },
  {
    says: 'An index-only scan does not touch the table.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It reads the table where a page was written since the last vacuum: ten rows after these orders were updated, none after the next vacuum.',
    shownBy: {
      test: lastTen,
      title: 'reads ten rows of the table after these were updated, until the next vacuum',
    },
  },
  {
    says: 'An index on a column with two values is useless.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'On the value. For one that most rows have PostgreSQL reads the table. Put the rare one into the condition of a partial index: 11 blocks, and 16 kB instead of 1,552.',
    shownBy: { scene: 'partial', way: 'partial', observed: 'holds' },
  },
  {
    says: 'A partial index serves every statement that asks for its rows.',
    heard: 'manuals',
    truth: 'false',
    why: 'The planner must see that the statement implies the condition. A generic plan of a prepared statement has a parameter where the condition has a value, so it reads the table.',
    shownBy: {
      test: served,
      title: 'keeps a partial index from a plan that is made for every value',
    },
  },
  {
    says: 'A function on the column keeps its index from being used.',
    heard: 'interview answers',
    truth: 'true',
    why: 'lower(email) reads all 575 blocks. An index on lower(email) reads 27 for 25 orders.',
    shownBy: { scene: 'expression', way: 'index-on-the-column', observed: 'breaks' },
  },
  {
    says: "like 'x%' uses the index on the column.",
    heard: 'interview answers',
    truth: 'depends',
    why: 'On the collation. In the order of a language the whole index is read, 54 blocks; by bytes, with text_pattern_ops or collate "C", 3.',
    shownBy: { scene: 'prefix', way: 'order-of-a-language', observed: 'breaks' },
  },
  {
    says: 'An index that nothing uses costs nothing.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Each insert writes each index: five further ones make about 7,000 records of the write-ahead log for 1,000 orders instead of 2,000.',
    shownBy: { scene: 'inserts', way: 'five-further-indexes', observed: 'breaks' },
  },
  {
    says: 'An update writes only the indexes of the columns that it changes.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It writes none of them if no index has a changed column and the page has room (HOT, a heap-only tuple). Otherwise the new version of the row gets an entry in each of them.',
    shownBy: { scene: 'updates', way: 'index-on-what-changes', observed: 'breaks' },
  },
  {
    says: 'cluster keeps a table in the order of an index.',
    heard: 'blog posts',
    truth: 'false',
    why: 'It sorts once. A customer’s orders went from 22 blocks to 3, and to 20 when 2,000 orders came in, 20 of them from that customer.',
    shownBy: { scene: 'cluster', way: 'cluster', observed: 'breaks' },
  },
  {
    says: 'A unique index lets one row be null.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Nulls differ from each other, so any number of them is accepted, unless the index says nulls not distinct.',
    shownBy: { test: served, title: 'lets two rows be null, unless nulls are not distinct' },
  },
])
