import { heardClaims } from '@lab/stage/claims'

const way = (name: string, observed: 'breaks' | 'holds') =>
  ({ scene: name, way: name, observed }) as const
const test = 'src/deposit/keeps-every-deposit.test.ts'

export const claims = heardClaims([
  {
    says: 'SET with NX and PX is a safe lock.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It ends while a slow holder still works, and the holder does not know: 336 of 423 orders lose a deposit.',
    shownBy: way('set-nx-px', 'breaks'),
  },
  {
    says: 'A `finally` releases the lock, so it needs no TTL.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It does not run in a process that is killed: the lock stays for ever in 3 of 5 orders: a death at each step, and none.',
    shownBy: { scene: 'set-nx', way: 'set-nx', observed: 'breaks' },
  },
  {
    says: 'DEL releases my lock.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It releases the lock of the worker that has the key by now. One late DEL lets a third worker in: 16,752 of 18,600 orders.',
    shownBy: { scene: 'slow-release', way: 'set-nx-px', observed: 'breaks' },
  },
  {
    says: 'A lock needs a value of its own and a script that compares before it deletes.',
    heard: 'the documentation of Redis',
    truth: 'true',
    why: 'Then a late release deletes nothing: 0 of 544 orders. It does not make a late write right.',
    shownBy: { scene: 'slow-release', way: 'compare-and-delete', observed: 'holds' },
  },
  {
    says: 'With a unique value and compare-and-delete no two workers are inside at once.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The value protects the release. The pause before the write still loses a deposit in 336 of 423 orders, as with a plain DEL.',
    shownBy: way('compare-and-delete', 'breaks'),
  },
  {
    says: 'A longer TTL makes it safe.',
    heard: 'incident reviews',
    truth: 'false',
    why: 'It makes the losing orders rarer, and a dead holder locks the others out for longer. A watchdog, which makes the TTL longer as long as it can, still loses 1,932 of 2,314 orders.',
    shownBy: way('watchdog', 'breaks'),
  },
  {
    says: 'A watchdog that extends the lock cures slow work.',
    heard: 'documentation of lock libraries',
    truth: 'depends',
    why: 'Work that is slow while its process runs keeps its lock. A process that stands still, or whose command is late, does not.',
    shownBy: { test, title: 'keeps its lock when the watchdog extends it in time' },
  },
  {
    says: 'Redlock is safe because it needs a majority of the servers.',
    heard: 'system-design answers',
    truth: 'false',
    why: 'The majority is for a server that fails. A holder that is slow writes beside the next one on three servers as on one. Shown with redlock 5.0.0-beta.2.',
    shownBy: {
      test: 'src/redlock/hands-out-a-live-lock.test.ts',
      title: 'loses a deposit of a slow holder, with a majority of three servers',
    },
  },
  {
    says: 'redlock can hand out a lock that has already expired.',
    heard: 'issue 296 of node-redlock',
    truth: 'depends',
    why: 'In 5.0.0-beta.2 `expiration` is in the past in 4 of 7 orders with retries, but the key in Redis lives for its full time. No second holder gets in; `extend` and `using` fail.',
    shownBy: { scene: 'redlock', way: 'retry-by-redlock', observed: 'breaks' },
  },
  {
    says: 'The database checks a fencing token with the write, and that is enough.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'It is enough for a job that only writes. After a read it loses 282 of 423 orders: the next holder has read, and its token is not known before it writes.',
    shownBy: way('fence-on-write', 'breaks'),
  },
  {
    says: 'A fencing token needs a lock that is right.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Shown at the read, the token alone loses no deposit in 3,301 orders without any lock. The lock saves work that would be refused.',
    shownBy: { test, title: 'loses no deposit in all 3,301 orders without any lock' },
  },
  {
    says: "PostgreSQL's advisory locks have no such problem.",
    heard: 'system-design answers',
    truth: 'depends',
    why: 'They have no TTL, but they end with their connection. Taken in the transaction of the write, 0 of 152 orders; held by one connection while another one writes, 1,835 of 2,677.',
    shownBy: { scene: 'advisory-locks', way: 'session-advisory-lock', observed: 'breaks' },
  },
])
