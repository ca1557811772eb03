import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'Each query is fast, so the page is fast.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A list of 100 users sends 101 statements, and each one waits for a round trip.',
    shownBy: { scene: 'query-per-row', way: 'query-per-row', observed: 'breaks' },
  },
  {
    says: 'The page is fast on my machine, so it is fast in production.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'On one machine a round trip costs almost nothing. Each millisecond between the hosts counts N + 1 times: 101 for 100 users.',
    shownBy: { scene: 'latency', way: 'query-per-row', observed: 'breaks' },
  },
  {
    says: 'A test of the page with one user finds an N+1.',
    heard: 'code reviews',
    truth: 'false',
    why: 'With one user the loop sends 2 statements, as many as two queries do. A test needs several users and a fixed number of statements.',
    shownBy: {
      test: 'src/users-with-posts/loads-users-with-posts.test.ts',
      title: 'sends two statements for one user, as twoQueries does',
    },
  },
  {
    says: 'Reading the code finds an N+1.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Neither the route nor the presenter contains a query: a lazy property sends it. A test that counts statements finds 101.',
    shownBy: { scene: 'endpoint', way: 'lazy-relation', observed: 'breaks' },
  },
  {
    says: 'explain shows an N+1.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Each of the 100 plans is right: an index, two blocks, the estimated row (PostgreSQL 18). No plan says how often it runs; together they read 194 blocks, the join 5.',
    shownBy: { scene: 'plans', way: 'query-per-row', observed: 'breaks' },
  },
  {
    says: 'Running the queries in parallel solves N+1.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The same 101 statements go out, over all ten connections of the pool. The page waits less, and every other request waits for a connection.',
    shownBy: { scene: 'parallel-queries', way: 'parallel-queries', observed: 'breaks' },
  },
  {
    says: 'Two queries, the second with all parent ids, load any list.',
    heard: 'interview answers',
    truth: 'true',
    why: 'Two statements for 1 user and for 100, with `where user_id = any($1)`.',
    shownBy: { scene: 'two-queries', way: 'two-queries', observed: 'holds' },
  },
  {
    says: 'The second query fails when the first one finds no row.',
    heard: 'code reviews',
    truth: 'false',
    why: 'With `any($1)` an empty array is a valid value and finds no row. An empty `in ()` is a syntax error.',
    shownBy: {
      test: 'src/users-with-posts/children-of.test.ts',
      title: 'finds nothing for no parents',
    },
  },
  {
    says: 'A join solves N+1.',
    heard: 'interview answers',
    truth: 'true',
    why: 'One statement for any number of users. It repeats the user in each row: 72,527 bytes received, against 32,304 of two queries.',
    shownBy: { scene: 'join', way: 'join', observed: 'holds' },
  },
])
