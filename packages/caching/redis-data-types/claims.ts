import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'Pub/sub is a message queue.',
    heard: 'interview answers',
    truth: 'false',
    why: 'PUBLISH passes a message to the clients that listen at this moment, and stores nothing. A subscriber that reconnects has missed the event in between; the reader of a stream has it.',
    shownBy: { scene: 'pub-sub', way: 'pub-sub', observed: 'breaks' },
  },
  {
    says: 'A Redis list as a queue is at-least-once.',
    heard: 'interview answers',
    truth: 'false',
    why: 'RPOP and BRPOP remove the job when they give it away. If the worker dies with it, the job never runs: 1 of 4 orders.',
    shownBy: { scene: 'list-pop', way: 'list-pop', observed: 'breaks' },
  },
  {
    says: 'LMOVE into a list of the worker loses no job.',
    heard: 'code reviews',
    truth: 'true',
    why: 'The job is in one of the two lists at any moment, and a worker that starts again gives back what its list holds: 0 of 6 orders lose it, and in 1 it runs twice.',
    shownBy: { scene: 'list-move', way: 'list-move', observed: 'holds' },
  },
  {
    says: 'A consumer group gives the entries of a dead worker to another one by itself.',
    heard: 'interview answers',
    truth: 'false',
    why: 'They stay pending until a worker reads its own from 0, or another one calls XAUTOCLAIM. Workers that only read with > never get them: 1 of 5 orders.',
    shownBy: { scene: 'stream-new-only', way: 'stream-new-only', observed: 'breaks' },
  },
  {
    says: 'A stream with a consumer group runs each job exactly once.',
    heard: 'blog posts',
    truth: 'false',
    why: 'At least once. A worker that takes longer than the limit of XAUTOCLAIM shares its job with the one that takes over: it runs twice in 16 of 20 orders.',
    shownBy: { scene: 'stream-claim', way: 'short-limit', observed: 'breaks' },
  },
  {
    says: 'XACK of an entry that another worker has taken over does nothing.',
    heard: 'code reviews',
    truth: 'false',
    why: 'XACK takes the id of the entry, and does not ask for the worker. The late worker ends the entry of the one that has it by now.',
    shownBy: {
      test: 'src/queue/stream.test.ts',
      title: 'lets a worker acknowledge an entry that another one has by now',
    },
  },
  {
    says: 'A stream keeps every entry until it is acknowledged.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On its length. XADD with MAXLEN removes the oldest entries, whether a worker has read them or not. Without it entries stay after XACK too.',
    shownBy: {
      test: 'src/queue/stream.test.ts',
      title: 'loses what MAXLEN trims before a worker reads it',
    },
  },
  {
    says: 'Redis is single-threaded, so GET then SET is safe.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It runs one command after the other, and these are two. In 4 of 6 orders both clients read the same number, and a view is lost. INCR is one command.',
    shownBy: { scene: 'counter', way: 'get-then-set', observed: 'breaks' },
  },
  {
    says: 'Keeping the best score needs a script or WATCH.',
    heard: 'code reviews',
    truth: 'false',
    why: 'ZADD GT (Redis 6.2) writes a score only if it is greater. Reading it first loses the better of two scores in 2 of 6 orders.',
    shownBy: { scene: 'leaderboard', way: 'zadd-gt', observed: 'holds' },
  },
  {
    says: 'ZREVRANK gives players with equal scores the same rank.',
    heard: 'interview answers',
    truth: 'false',
    why: 'They stand in the order of the bytes of their names, backwards: bob, ada, Zoe. One more than ZCOUNT of the better scores is the same for all three.',
    shownBy: { scene: 'ties', way: 'zrevrank', observed: 'breaks' },
  },
  {
    says: 'HyperLogLog counts exactly below 10,000.',
    heard: 'blog posts',
    truth: 'false',
    why: 'Of 50 HyperLogLogs with 1,000 visitors 4 are exact, with 100 visitors 36, with 10,000 none.',
    shownBy: {
      test: 'src/counting/unique-visitors.test.ts',
      title: 'has a standard error of 0.79 % at 10,000 visitors, where 0.81 % is stated',
    },
  },
  {
    says: 'The count of a HyperLogLog is off by at most 0.81 %.',
    heard: 'interview answers',
    truth: 'false',
    why: '0.81 % is the standard error. Of 50 with 10,000 visitors it is 0.79 %, and the worst one is off by 1.8 %.',
    shownBy: {
      test: 'src/counting/unique-visitors.test.ts',
      title: 'has a standard error of 0.79 % at 10,000 visitors, where 0.81 % is stated',
    },
  },
  {
    says: 'A HyperLogLog takes 12 kB, however many visitors it counts.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'From some thousands on. With few visitors Redis 7 stores it sparsely: 0.4 kB for 100. A set of 100,000 UUIDs takes more than 7 MB.',
    shownBy: {
      test: 'src/counting/unique-visitors.test.ts',
      title: 'counts exactly with a set and a bitmap, and about with a HyperLogLog',
    },
  },
  {
    says: 'A bitmap is the smallest way to count visitors.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'On the largest id. 100,000 ids without gaps take 13 kB, and a single visitor with the id 4,000,000 takes 500 kB.',
    shownBy: {
      test: 'src/counting/unique-visitors.test.ts',
      title: 'takes 500 kB for one visitor whose id is 4,000,000',
    },
  },
  {
    says: 'Two requests that set different fields of a session do not disturb each other.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'On the type. As one JSON string the session is written whole, and a field is lost in 4 of 6 orders. As a hash it is not.',
    shownBy: { scene: 'session', way: 'hash', observed: 'holds' },
  },
  {
    says: 'One field of a hash cannot have a time to live.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On the version: HEXPIRE is there from Redis 7.4 on. Redis 7.0 answers that it does not know the command; there the field gets a key of its own.',
    shownBy: {
      test: 'src/objects/field-expiry.test.ts',
      title:
        'expires the whole hash, a key of its own, or one field where the server knows HEXPIRE',
    },
  },
  {
    says: 'Geo is a data type of its own, and stores the exact position.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It is a sorted set whose score is the position in 52 bits. Of 1,000 positions the worst one comes back 0.31 m away.',
    shownBy: { scene: 'geo', way: 'geoadd', observed: 'breaks' },
  },
  {
    says: 'The memory of a hash grows with its fields.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Not at the limit of the listpack: field 513 takes a hash of Redis 7 to more than three times its memory.',
    shownBy: { scene: 'encodings', way: 'listpack', observed: 'breaks' },
  },
])
