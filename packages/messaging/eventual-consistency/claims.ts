import { heardClaims } from '@lab/stage/claims'

const deliveries = 'src/deliveries/converges.test.ts'
const laws = 'src/two-writers/merge-laws.test.ts'

export const claims = heardClaims([
  {
    says: 'Eventual consistency means that all replicas are equal after a while.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Only with a rule that makes the order irrelevant. Without one two replicas that got the same events stay different for ever: 7 of 14 orders of two titles.',
    shownBy: { scene: 'as-it-comes', way: 'as-it-comes', observed: 'breaks' },
  },
  {
    says: 'If every consumer is idempotent, the replicas converge.',
    heard: 'system-design answers',
    truth: 'false',
    why: 'To skip duplicates does nothing about the order. An old title that comes late is a new event: 25 of 50 orders.',
    shownBy: { scene: 'seen-events', way: 'seen-events', observed: 'breaks' },
  },
  {
    says: 'When events set a state instead of changing it, order does not matter.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Then twice does not matter. The state that comes last stays, also an older one, unless each carries a version: 0 of 14 orders break with it.',
    shownBy: {
      test: deliveries,
      title: 'leave the replicas different in $broken of $orders orders of $name',
    },
  },
  {
    says: 'A unique key on post and user is enough for likes.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'A like counts once. With a delete for an unlike, a like that comes late is back for ever: 16 of 20 orders. The row has to stay, with its version.',
    shownBy: { scene: 'row-per-like', way: 'row-per-like', observed: 'breaks' },
  },
  {
    says: 'A delete needs a tombstone, or a late insert brings the record back.',
    heard: 'database documentation',
    truth: 'true',
    why: 'A row that stays with its version tells the late like that it is older: 0 of 636 orders of an unlike and two deliveries of its like bring it back.',
    shownBy: { scene: 'tombstone', way: 'version-per-fact', observed: 'holds' },
  },
  {
    says: 'A version for each fact makes the order and duplicates irrelevant.',
    heard: 'system-design answers',
    truth: 'true',
    why: 'The newest event of each fact decides: two titles converge in all 14 orders of their steps, and a like, its unlike and the like again in all 636.',
    shownBy: {
      test: deliveries,
      title: 'leave none when the like comes again: all 636 orders of versionPerFact',
    },
  },
  {
    says: 'Ignore every event whose version is not above the last one of the aggregate.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'It is right where an event has the whole state. An event that says a change is lost when it comes late: 12 of 24 orders leave -1 likes.',
    shownBy: { scene: 'version-per-post', way: 'version-per-post', observed: 'breaks' },
  },
  {
    says: 'Last write wins keeps the last write.',
    heard: 'database documentation',
    truth: 'false',
    why: 'It keeps the one with the greatest time. A clock that is five seconds ahead wins over a write three seconds later, in 14 of 14 orders, and no error says so.',
    shownBy: { scene: 'last-write-wins', way: 'last-write-wins', observed: 'breaks' },
  },
  {
    says: 'Last write wins makes all replicas equal.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'With different times it does. Where two clocks show the same millisecond each replica keeps what came first: 7 of 14 orders. It needs a second rule for a tie.',
    shownBy: {
      test: deliveries,
      title: 'leaves the replicas different at the same millisecond, in 7 of 14 orders',
    },
  },
  {
    says: 'With synchronised clocks last write wins is safe, also for a counter.',
    heard: 'system-design answers',
    truth: 'false',
    why: 'The clocks are perfect here. Of two writes that do not know of each other the later number replaces the other one: 50 of 63 orders lose a write.',
    shownBy: { scene: 'two-writers', way: 'newest-number', observed: 'breaks' },
  },
  {
    says: 'A counter for each replica counts every write, without asking another replica.',
    heard: 'papers on CRDTs',
    truth: 'true',
    why: 'Each number has one writer and only grows, so a merge keeps the greater one: 0 of 63 orders lose a write.',
    shownBy: { scene: 'two-writers', way: 'counter-per-replica', observed: 'holds' },
  },
  {
    says: 'Use a CRDT counter for likes.',
    heard: 'system-design answers',
    truth: 'depends',
    why: 'It counts writes, not users. A user who likes at two replicas counts twice in 63 of 63 orders; a set with tags counts the user once.',
    shownBy: { scene: 'same-user', way: 'counter-per-replica', observed: 'breaks' },
  },
  {
    says: 'If a merge is commutative, associative and idempotent, the result is right.',
    heard: 'blog posts',
    truth: 'false',
    why: 'Then replicas are equal. A union of rows keeps all three laws, and brings a deleted like back in 69 of 69 orders.',
    shownBy: { scene: 'merge-laws', way: 'union-of-rows', observed: 'breaks' },
  },
  {
    says: 'To add up what two replicas have counted is a merge.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It is not idempotent: the same state twice gives 2 where 1 was counted. fast-check finds that as the smallest example.',
    shownBy: { test: laws, title: '$name is not $law' },
  },
  {
    says: 'BASE is faster than ACID at no cost, because the data is right in the end.',
    heard: 'interview answers',
    truth: 'false',
    why: 'No user waits, where one waits in 50 of 280 orders of the transaction. But a user who likes and looks sees the count from before in 15,340 of 18,480 orders.',
    shownBy: { scene: 'staleness', way: 'projected-later', observed: 'breaks' },
  },
])
