import { heardClaims } from '@lab/stage/claims'

const way = (name: string, observed: 'breaks' | 'holds') =>
  ({ scene: name, way: name, observed }) as const
const test = 'src/price/serves-the-new-price.test.ts'

export const claims = heardClaims([
  {
    says: 'Write to the database, then delete the key from the cache: that is safe.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A reader that asked the database before the write sets the old price after the delete: 35 of 126 orders.',
    shownBy: way('write-then-delete', 'breaks'),
  },
  {
    says: 'Delete the key from the cache first, then nobody reads the old value from it.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Every reader between the delete and the commit puts the old price back: 110 of 126 orders, three times as many as the other way round.',
    shownBy: way('delete-then-write', 'breaks'),
  },
  {
    says: 'An ORM hook that runs after the save may delete the key.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'Many such hooks run before the commit. Until then readers find the old price: 90 of 126 orders. Use a hook that runs after the commit.',
    shownBy: way('delete-before-commit', 'breaks'),
  },
  {
    says: 'Delete the cache key twice, with a pause in between, and no stale value survives.',
    heard: 'blog posts',
    truth: 'false',
    why: 'A reader that is slower than the pause sets the old price after the second delete: 95 of 462 orders.',
    shownBy: way('delete-twice', 'breaks'),
  },
  {
    says: 'Update the cache instead of deleting the key: then it has no miss and no stale value.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Two writers commit in one order and set in the other: 14 of 52 orders. Two deletes leave the same in either order.',
    shownBy: {
      test,
      title: 'that set the price leave the older one in 14 of 52 orders',
    },
  },
  {
    says: 'A lease closes the race between a cache fill and an invalidation.',
    heard: 'the paper "Scaling Memcache at Facebook"',
    truth: 'true',
    why: 'The writer deletes the token of every reader that has begun, so its set is refused: 0 of 210 orders, and 0 of 2,310 with eviction.',
    shownBy: way('lease', 'holds'),
  },
  {
    says: 'Put a version beside the cached value, and an older one never overwrites a newer one.',
    heard: 'system-design answers',
    truth: 'depends',
    why: 'It holds while Redis keeps the key. When the key is evicted its version goes too, and a late reader sets the old price: 45 of 1,256 orders.',
    shownBy: { scene: 'versions', way: 'set-if-newer', observed: 'breaks' },
  },
  {
    says: 'Keys with a version in their name need no invalidation.',
    heard: 'system-design answers',
    truth: 'depends',
    why: 'The writer has to count the version up, and the version must not be lost: evicted at any moment, it loses in 66 of 2,310 orders.',
    shownBy: { scene: 'versions', way: 'versioned-keys', observed: 'breaks' },
  },
  {
    says: 'A short TTL makes invalidation unnecessary.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'It bounds how long an old value stays, and every change is seen that late: 46 of 56 orders leave the old price. Where that is fine, it is the simplest way.',
    shownBy: way('ttl-only', 'breaks'),
  },
  {
    says: 'With an atomic delete the cache and the database are consistent.',
    heard: 'code reviews',
    truth: 'false',
    why: 'They have no common transaction. A writer that dies between the commit and the delete leaves the old price, with a lease too: 1 of 3 orders.',
    shownBy: { scene: 'writer-dies', way: 'lease', observed: 'breaks' },
  },
  {
    says: 'An outbox row in the same transaction makes sure that the key is deleted.',
    heard: 'system-design answers',
    truth: 'true',
    why: 'The note commits with the price, and the process that starts next finds it: 0 of 7 orders, and 0 of 52,011 with a reader beside it.',
    shownBy: { scene: 'writer-dies', way: 'lease-and-outbox', observed: 'holds' },
  },
  {
    says: 'Redis pub/sub tells every server to drop its local copy.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Only the servers that are connected at that moment. Redis stores no event for one that reconnects: PUBLISH replies that 0 received it.',
    shownBy: { scene: 'local-copies', way: 'delete-on-event', observed: 'breaks' },
  },
])
