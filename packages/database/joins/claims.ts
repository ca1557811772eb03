import { heardClaims } from '@lab/stage/claims'

const report = 'src/report/reports-each-customer.test.ts'
const without = 'src/without/finds-who-ordered-nothing.test.ts'
const kinds = 'src/kinds/join-kinds.test.ts'
const algorithms = 'src/algorithms/join-by.test.ts'

export const claims = heardClaims([
  {
    says: 'Join all tables that the report needs, then group by customer and add up.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Two tables that are joined to one customer multiply each other: two orders of 80 in sum and three payments make six rows, and 80 becomes 240.',
    shownBy: { scene: 'two-joins', way: 'two-joins', observed: 'breaks' },
  },
  {
    says: 'A report that is right for the test data is right.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'On whether some customer has two rows in both tables. With one in either of them, the multiplying report is right.',
    shownBy: {
      test: report,
      title: 'is right for a customer with one row in one of the tables, so a small test passes',
    },
  },
  {
    says: 'sum(distinct …) mends a sum that a join has multiplied.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It counts each value once, not each row. Two payments of 25 become one.',
    shownBy: { scene: 'other-reports', way: 'sum-distinct', observed: 'breaks' },
  },
  {
    says: 'A left join keeps every row of the left table.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On the where. A condition on the right table is evaluated after the join, when its columns are null for customers without a row: two of four customers are gone.',
    shownBy: { scene: 'other-reports', way: 'where-on-the-right', observed: 'breaks' },
  },
  {
    says: 'A condition means the same in on and in where.',
    heard: 'interview answers',
    truth: 'false',
    why: 'For an inner join it does. In the on of a left join it decides what is joined, and all four customers stay; in where it removes two.',
    shownBy: {
      test: report,
      title: 'belongs into on, where it decides what is joined and not who stays',
    },
  },
  {
    says: 'count(*) and count(column) are the same.',
    heard: 'interview answers',
    truth: 'false',
    why: 'count(column) skips null: four orders, three of them with a customer. After a left join count(*) counts 1 for a customer without an order.',
    shownBy: { test: kinds, title: 'skips null in a column, and counts rows with *' },
  },
  {
    says: 'not in and not exists are the same.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'On a null in the list. With one, not in finds no row at all, because whether 3 is in (1, 2, null) is unknown.',
    shownBy: { scene: 'without-an-order', way: 'not-in', observed: 'breaks' },
  },
  {
    says: 'PostgreSQL plans not in and not exists in the same way.',
    heard: 'blog posts',
    truth: 'false',
    why: 'PostgreSQL 18 makes an anti join of not exists, and filters by a list for not in.',
    shownBy: { test: without, title: 'is planned as a filter over the list, not as an anti join' },
  },
  {
    says: 'union puts the rows of two selects below each other.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It also drops equal rows, those of one side too: 6 of the 10 sums of orders and payments are left. union all keeps them.',
    shownBy: { scene: 'kinds', way: 'union', observed: 'breaks' },
  },
  {
    says: 'A join and an exists find the same customers.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'On how many orders they have. A customer with two orders comes twice out of the join, and once out of exists.',
    shownBy: { test: kinds, title: 'finds a customer with two orders twice, and exists once' },
  },
  {
    says: 'where can use the names of the select list.',
    heard: 'code reviews',
    truth: 'false',
    why: 'where is evaluated before select, so PostgreSQL finds no such column (42703). group by and order by can use them, having cannot.',
    shownBy: { scene: 'clauses', way: 'alias-in-where', observed: 'breaks' },
  },
  {
    says: 'A hash join is the fastest join.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On how many rows are joined. It reads both tables: 274 blocks for 10 customers, where a nested loop with an index reads 73. For 1,000 it is 276 against 7,005.',
    shownBy: { scene: 'algorithms', way: 'hash-join', observed: 'breaks' },
  },
  {
    says: 'The order in which tables are joined in the statement decides the algorithm.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The planner decides by the rows that it expects: for the same statement a nested loop for 10 customers and a hash join for 100.',
    shownBy: {
      test: algorithms,
      title: 'leaves it to the planner: a nested loop for 10 customers, a hash join for 100',
    },
  },
])
