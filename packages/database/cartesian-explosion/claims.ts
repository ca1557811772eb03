import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'One join loads a user with posts and comments, 200 rows or so.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The join pairs each post with each comment: 100 and 100 are 10,000 rows.',
    shownBy: { scene: 'join-both', way: 'join-both', observed: 'breaks' },
  },
  {
    says: 'Two collections can be loaded by one join, the ORM removes the duplicates.',
    heard: 'ORM documentation',
    truth: 'depends',
    why: 'The page is right, but 10,000 rows are received instead of 201: 768,577 bytes instead of 4,082.',
    shownBy: { scene: 'deduplicated-join', way: 'deduplicated-join', observed: 'breaks' },
  },
  {
    says: 'A query for each collection adds the rows instead of multiplying them.',
    heard: 'ORM documentation',
    truth: 'true',
    why: 'Three statements receive 1 + 100 + 100 rows.',
    shownBy: { scene: 'query-per-collection', way: 'query-per-collection', observed: 'holds' },
  },
  {
    says: 'Fewer statements mean less work.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The join is one statement with 468,522 bytes of reply; three statements have 4,082.',
    shownBy: { scene: 'join-both', way: 'join-both', observed: 'breaks' },
  },
  {
    says: 'Two collections cannot come in one round trip without being multiplied.',
    heard: 'blog posts',
    truth: 'false',
    why: 'A subquery for each collection makes an array of it first: one statement, one row, 2,438 bytes.',
    shownBy: {
      scene: 'aggregate-per-collection',
      way: 'aggregate-per-collection',
      observed: 'holds',
    },
  },
  {
    says: 'count(posts.id) counts the posts.',
    heard: 'code reviews',
    truth: 'false',
    why: 'After a join with comments it counts pairs: 10,000 instead of 100, without an error.',
    shownBy: { scene: 'counts', way: 'count-of-join', observed: 'breaks' },
  },
  {
    says: 'count(distinct posts.id) repairs the count.',
    heard: 'interview answers',
    truth: 'true',
    why: 'Each id counts once, so the number is right. The server still makes the 10,000 rows.',
    shownBy: { scene: 'counts', way: 'count-distinct', observed: 'holds' },
  },
  {
    says: 'sum(distinct amount) repairs a sum over the join.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It drops equal amounts too: two payments of 5 are 5, not 10. Sum each collection in a subquery of its own.',
    shownBy: {
      test: 'src/counts/counts-posts-and-comments.test.ts',
      title: 'drops equal amounts, where a sum for each collection does not',
    },
  },
])
