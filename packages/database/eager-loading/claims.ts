import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'limit 100 on the joined query gives the first 100 users.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The limit counts joined rows: 24 users come back, the last one with half of the posts. Limit the users in a subquery.',
    shownBy: { scene: 'limited-join', way: 'limited-join', observed: 'breaks' },
  },
  {
    says: 'An inner join loads the parents with their children.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A parent without children has no row in it: 90 of 100 users come back. It takes a left join.',
    shownBy: { scene: 'join', way: 'inner-join', observed: 'breaks' },
  },
  {
    says: 'Two queries load every parent, with children or without.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The first query has no join, so its limit counts users: 100 of 100, in two statements.',
    shownBy: { scene: 'two-queries', way: 'two-queries', observed: 'holds' },
  },
  {
    says: 'A join is always better than two queries.',
    heard: 'interview answers',
    truth: 'false',
    why: 'From the second child of each parent on it receives more bytes, because it repeats the parent: in 10 of 12 shapes measured.',
    shownBy: { scene: 'crossing-point', way: 'join', observed: 'breaks' },
  },
  {
    says: 'Prefetching with a second query is always better than a join.',
    heard: 'ORM documentation',
    truth: 'false',
    why: 'With one child for each parent a join repeats nothing, receives less, and saves a round trip.',
    shownBy: { scene: 'crossing-point', way: 'two-queries', observed: 'breaks' },
  },
  {
    says: 'Fewer statements mean less work.',
    heard: 'code reviews',
    truth: 'false',
    why: 'One join sends a bio of 1,000 bytes 10,000 times: 10.6 MB in one statement, against 0.45 MB in two.',
    shownBy: { scene: 'wide-parent', way: 'join', observed: 'breaks' },
  },
  {
    says: 'json_agg gives the same data as rows.',
    heard: 'blog posts',
    truth: 'false',
    why: 'JSON.parse of JavaScript makes numbers of 53 bits. Ids beyond 2^53 come back rounded, for 90 of 100 users, without an error; send them as text.',
    shownBy: { scene: 'json-aggregate', way: 'json-number-ids', observed: 'breaks' },
  },
  {
    says: 'json_agg loads a list in one round trip and repeats no parent.',
    heard: 'blog posts',
    truth: 'true',
    why: 'One statement and one row for each of 100 users, in PostgreSQL 18. It repeats the names of the keys in each post instead.',
    shownBy: { scene: 'json-aggregate', way: 'json-aggregate', observed: 'holds' },
  },
  {
    says: 'Parents and children that are read by two queries belong together.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'At read committed each statement has a snapshot of its own: 31 of 84 orders show a page that never was. At repeatable read none does.',
    shownBy: { scene: 'one-moment', way: 'two-queries', observed: 'breaks' },
  },
])
