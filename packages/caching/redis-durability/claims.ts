import { heardClaims } from '@lab/stage/claims'

const waitTest = 'src/failover/wait-for.test.ts'

export const claims = heardClaims([
  {
    says: 'Redis is persistent by default, so what it acknowledged survives a crash.',
    heard: 'interview answers',
    truth: 'false',
    why: 'By default Redis 7 takes snapshots (save 3600 1 300 100 60 10000) and has no append-only file: after 3 of 4 kills an acknowledged write is gone.',
    shownBy: { scene: 'snapshot', way: 'snapshot', observed: 'breaks' },
  },
  {
    says: 'With appendfsync everysec, kill -9 loses up to a second of writes.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Redis 7 writes to the file before it answers, and the operating system keeps what a killed process has written: 0 of 4 kills lose a write. The second is about a power cut, or a disk that is late with a sync.',
    shownBy: { scene: 'aof-everysec', way: 'aof-everysec', observed: 'holds' },
  },
  {
    says: 'A test with kill -9 shows which appendfsync is safe enough.',
    heard: 'blog posts',
    truth: 'false',
    why: 'With no, with everysec and with always, four kills of Redis 7 lose nothing. They differ when the machine loses power, which kill -9 does not do.',
    shownBy: {
      test: 'src/kill/keeps-what-was-acknowledged.test.ts',
      title: 'has every acknowledged write with an append-only file: %s',
    },
  },
  {
    says: 'When Redis finds a snapshot and an append-only file, it loads the newer one.',
    heard: 'interview answers',
    truth: 'false',
    why: 'With appendonly yes Redis 7 loads the append-only file. Beside a snapshot with all 6 orders it started with 2.',
    shownBy: { scene: 'one-file', way: 'snapshot-beside-old-file', observed: 'breaks' },
  },
  {
    says: 'To turn the append-only file on, write appendonly yes into redis.conf and restart.',
    heard: 'tutorials',
    truth: 'false',
    why: 'Redis 7 then finds no append-only file, does not read the snapshot, and starts empty. Use config set appendonly yes while it runs: that writes the file from memory.',
    shownBy: {
      test: 'src/kill/reads-one-file.test.ts',
      title: 'are an append-only file or nothing with appendonly yes: a snapshot alone is not read',
    },
  },
  {
    says: 'A failover to a replica loses nothing that was acknowledged.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The primary answers before the replica has the write. When the replica is late, 4 of 10 acknowledged orders are gone after the failover.',
    shownBy: { scene: 'failover', way: 'answer-at-once', observed: 'breaks' },
  },
  {
    says: 'min-replicas-to-write makes sure that a replica has each write.',
    heard: 'blog posts',
    truth: 'false',
    why: 'It asks whether a replica has reported lately, not what it has. Redis 7 took 4 orders that its late replica did not apply, and the failover lost them. When the replica was gone, it refused them.',
    shownBy: { scene: 'failover', way: 'min-replicas', observed: 'breaks' },
  },
  {
    says: 'WAIT says how many replicas have what this connection has written.',
    heard: 'documentation',
    truth: 'true',
    why: 'Of 10 orders 6 were confirmed and told as stored. After the failover of Redis 7 all 6 were there.',
    shownBy: { scene: 'failover', way: 'wait', observed: 'holds' },
  },
  {
    says: 'When WAIT returns too few, the write was not done.',
    heard: 'code reviews',
    truth: 'false',
    why: 'WAIT takes nothing back. The 4 orders without a confirmation are on the primary, and other clients read them.',
    shownBy: {
      test: waitTest,
      title: 'blocks its own connection: others read the order meanwhile, and the replica lacks it',
    },
  },
  {
    says: 'A write that WAIT has confirmed survives a failover.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'It does if a replica that has confirmed is promoted. With WAIT 1 and two replicas the late one was promoted: 4 of 10 confirmed orders are gone. With WAIT 2, 0 of 6.',
    shownBy: { scene: 'late-replica-promoted', way: 'wait-for-one', observed: 'breaks' },
  },
  {
    says: 'WAIT as the last command of a MULTI waits for the whole transaction.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A transaction must not block, so WAIT answers at once. It counted 1 replica, which had what was written before the transaction, and not the order in it.',
    shownBy: {
      test: waitTest,
      title: 'does not wait inside of MULTI, and counts who confirmed what was written before it',
    },
  },
  {
    says: 'After a failover the old primary hands the writes that it took to the new one.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It becomes a copy of the new primary and drops them: 4 of 4 acknowledged orders. With min-replicas-to-write 1 it refused them.',
    shownBy: { scene: 'old-primary', way: 'answer-at-once', observed: 'breaks' },
  },
  {
    says: 'With a replica the primary needs no persistence.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A primary without persistence that is restarted at once comes back empty, and its replica copies that: 6 of 6 confirmed orders are gone on both. With an append-only file, 0 of 6.',
    shownBy: { scene: 'primary-restarts', way: 'no-persistence', observed: 'breaks' },
  },
])
