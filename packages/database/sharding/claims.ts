import { heardClaims } from '@lab/stage/claims'

const joins = 'src/fifth-shard/finds-every-key.test.ts'
const twoShards = 'src/two-shards/whole-after-every-crash.test.ts'
const shardKey = 'src/shard-key/spreads-todays-orders.test.ts'
const ids = 'src/ids/ids-of-four-shards.test.ts'

export const claims = heardClaims([
  {
    says: 'The hash modulo the number of shards is enough: one more shard moves its share of the keys.',
    heard: 'interview answers',
    truth: 'false',
    why: 'From n shards to n + 1, n/(n+1) of the keys move: from four to five 783 of 1,000, and 584 of these go from one old shard to another one.',
    shownBy: {
      test: joins,
      title: 'modulo moves four of five keys, most of them between old shards',
    },
  },
  {
    says: 'Rendezvous hashing moves 1/(n+1) of the keys when a shard joins n others.',
    heard: 'papers',
    truth: 'true',
    why: 'From four to five 193 of 1,000, all of them to the new shard.',
    shownBy: { scene: 'rendezvous', way: 'rendezvous', observed: 'holds' },
  },
  {
    says: 'With modulo the number of shards has to double.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'Doubling moves about half: 468 of 1,000 from four to eight, each to one known shard. With rendezvous or a ring, one more shard moves its part only, and no doubling is needed.',
    shownBy: {
      test: joins,
      title: 'modulo moves half of the keys when the number of shards doubles',
    },
  },
  {
    says: 'Consistent hashing spreads the keys evenly.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On the virtual nodes. With one for each shard the fullest of five has 2.46 times its fair part; with 100, it has 1.13 times.',
    shownBy: { scene: 'virtual-nodes', way: 'one-virtual-node', observed: 'breaks' },
  },
  {
    says: 'While keys move, ask the new shard first, because the route says so, and the old one if it has nothing.',
    heard: 'design interviews',
    truth: 'false',
    why: 'In 185 of 906 orders of the steps the row moves between the two questions. With the old shard first, the reader finds it in all 84.',
    shownBy: { scene: 'new-then-old', way: 'new-then-old', observed: 'breaks' },
  },
  {
    says: 'A range for each shard is a good key for what has a time.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Old ranges are easy to drop. All that is written today goes to one shard: 250 of 250 orders.',
    shownBy: { scene: 'shard-key', way: 'by-day', observed: 'breaks' },
  },
  {
    says: 'A good hash of the customer’s id leaves no shard hot.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A hash places keys, it does not divide one. A customer with four of ten orders gives one shard 130 of 250.',
    shownBy: { scene: 'shard-key', way: 'by-customer', observed: 'breaks' },
  },
  {
    says: 'More shards make every query quicker.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A query without the shard key asks all and waits for the slowest. If 1 % of the answers of each shard are slow, 63.4 % of the queries that ask a hundred shards are.',
    shownBy: {
      test: shardKey,
      title:
        'makes 4 of 100 answers slow with four shards, and 63 with a hundred, when 1 of 100 is',
    },
  },
  {
    says: 'With two-phase commit a transaction over two shards is safe.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On a log. Without a committed decision a resolver, which ends prepared transactions after a crash, rolls them back, and the other half may be committed: at 1 of 9 crash points.',
    shownBy: { scene: 'prepare-without-log', way: 'prepare-without-log', observed: 'breaks' },
  },
  {
    says: 'A restart of the server ends prepared transactions and frees their locks.',
    heard: 'code reviews',
    truth: 'false',
    why: 'PostgreSQL 18 keeps them on the disk, after kill -9 too. Their rows stay locked until commit prepared or rollback prepared.',
    shownBy: {
      test: twoShards,
      title:
        'decisionInTheLog is whole at all 10 points; what was prepared kept its lock through the restart',
    },
  },
  {
    says: 'A prepared transaction can be ended from any connection to the server.',
    heard: 'blog posts',
    truth: 'false',
    why: 'Only from the database that it belongs to: another one gets the error 0A000 (not supported), although pg_prepared_xacts shows it everywhere.',
    shownBy: { test: twoShards, title: 'is ended only in the database that it belongs to' },
  },
  {
    says: 'A transaction without a decision in the log was aborted, so the resolver may roll it back.',
    heard: 'manuals',
    truth: 'depends',
    why: 'The coordinator may only be slow, and write "commit" afterwards: half a transfer at 3 of 10 points. So the resolver inserts "abort" under the key under which the coordinator inserts "commit", and the first row decides.',
    shownBy: { scene: 'slow-coordinator', way: 'presume-abort', observed: 'breaks' },
  },
  {
    says: 'A unique index on every shard keeps an address unique.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It knows the rows of its own database. Two users of two shards get the same address.',
    shownBy: { scene: 'one-address', way: 'unique-on-the-shard', observed: 'breaks' },
  },
  {
    says: 'Ids that are unique over all shards need a coordinator.',
    heard: 'interview answers',
    truth: 'false',
    why: 'uuidv7() of PostgreSQL 18 gives 1,000 ids for 1,000 rows of four shards; identity gives 250.',
    shownBy: { scene: 'ids', way: 'uuidv7', observed: 'holds' },
  },
  {
    says: 'A snowflake id is unique without any coordination.',
    heard: 'blog posts',
    truth: 'false',
    why: 'It is milliseconds, a worker number and a counter. Two processes with one worker number make the same ids in the same millisecond, so the numbers have to be given out.',
    shownBy: {
      test: ids,
      title: 'gives the same id twice when two processes have one worker number',
    },
  },
])
