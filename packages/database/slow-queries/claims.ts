import { heardClaims } from '@lab/stage/claims'

const steps = 'src/steps/take-steps.test.ts'

export const claims = heardClaims([
  {
    says: 'A slow query needs an index.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On why it is slow. Here the planner expects 16 rows and finds 2,000. Right statistics bring 17,085 blocks to 3,453, a rewritten statement to 483, and then an index to 170.',
    shownBy: { scene: 'extended-statistics', way: 'extended-statistics', observed: 'breaks' },
  },
  {
    says: 'analyze mends wrong estimates.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On what was wrong. It knows each column by itself: the shares of columns that depend on each other are still multiplied, 16 rows instead of 2,000.',
    shownBy: { scene: 'fresh-statistics', way: 'fresh-statistics', observed: 'breaks' },
  },
  {
    says: 'PostgreSQL knows that Lyon is in France.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It assumes that columns are independent, until create statistics says that they depend on each other.',
    shownBy: {
      test: steps,
      title:
        'expects 16 customers of 2,000 in Lyon, until the columns are known to depend on each other',
    },
  },
  {
    says: 'An index that makes the page quick has found the cause.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The index alone brings this page to 3,140 blocks, and the plan still expects 16 customers in Lyon, where there are 2,000. The next statement about Lyon is slow again.',
    shownBy: {
      test: steps,
      title: 'mends the join of this page, and the plan still expects 16 customers',
    },
  },
  {
    says: 'explain shows what a query has done.',
    heard: 'interview answers',
    truth: 'false',
    why: 'explain runs nothing and shows estimates. With analyze it runs all of it, a delete too: wrap it into a transaction that is rolled back.',
    shownBy: { test: steps, title: 'runs nothing without analyze, and everything with it' },
  },
  {
    says: 'Mend the statement first that is sent most often.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Cost is calls times blocks: 20 calls of the page are 97 % of all blocks, 2,000 look-ups 2 %.',
    shownBy: { scene: 'traffic', way: 'most-frequent-first', observed: 'breaks' },
  },
  {
    says: 'Statistics matter for large tables only.',
    heard: 'blog posts',
    truth: 'false',
    why: 'With statistics of last month a join of 50,000 orders reads 10,369 blocks instead of 452.',
    shownBy: { scene: 'stale', way: 'stale-statistics', observed: 'breaks' },
  },
  {
    says: 'A prepared statement is always faster.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On the values. After five calls PostgreSQL 18 may keep one plan for all: right for shipped orders, and 524 blocks instead of 4 for failed ones.',
    shownBy: { scene: 'generic-plan', way: 'generic-plan', observed: 'breaks' },
  },
  {
    says: 'A table of sums is a cache, so it may be stale.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On who writes it. A trigger writes it in the transaction of the order, and the page is right at once. A materialized view waits for its refresh.',
    shownBy: { test: steps, title: 'shows a new order at once, but for the stored page' },
  },
  {
    says: 'A cache in front is the first thing to try.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It is the only step that changes what the page shows. Four steps before it bring 17,085 blocks to 170 and change nothing else.',
    shownBy: { scene: 'ladder', way: 'cached-page', observed: 'breaks' },
  },
])
