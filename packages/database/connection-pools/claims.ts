import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'Requests hang because the database is slow.',
    heard: 'incidents',
    truth: 'depends',
    why: 'Here PostgreSQL 18 has nothing to do: in 18 of 74 orders two requests hold a client each and wait for a second one. Look at what waits for the pool before you look at the database.',
    shownBy: { scene: 'nested-checkout', way: 'nested-checkout', observed: 'breaks' },
  },
  {
    says: "When two requests wait for each other's client of the pool, PostgreSQL detects the deadlock and ends one of them.",
    heard: 'interview answers',
    truth: 'false',
    why: 'It sees two sessions that are idle in a transaction. The wait is in the pool of the process, where the deadlock detector does not look.',
    shownBy: {
      test: 'src/answers/answers-every-request.test.ts',
      title: 'is two sessions that are idle in a transaction to PostgreSQL, and wait for no lock',
    },
  },
  {
    says: 'Requests that hold a client and wait for a second one need a larger pool.',
    heard: 'incidents',
    truth: 'depends',
    why: 'With one client more than requests, one of them can always finish: on three clients two requests end in all 2,818 orders, and three stand still. Nothing limits the number of requests.',
    shownBy: { scene: 'larger-pool', way: 'three-clients-for-three', observed: 'breaks' },
  },
  {
    says: 'connectionTimeoutMillis cures a pool that hangs.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Requests fail after that time instead of hanging, and a leaked client stays lost. The default of pg 8 is to wait without an end: set it, and mend the cause.',
    shownBy: { scene: 'connection-timeout', way: 'connection-timeout', observed: 'breaks' },
  },
  {
    says: 'release() in finally is all that a client needs.',
    heard: 'tutorials',
    truth: 'false',
    why: 'pg 8 gives a client back as it is, with its open transaction: on a pool of one the next request gets 25P02 (current transaction is aborted) in 4 of 9 orders, in the others the pool keeps the open transaction. Roll back first.',
    shownBy: {
      scene: 'release-without-rollback',
      way: 'release-without-rollback',
      observed: 'breaks',
    },
  },
  {
    says: 'A transaction by pool.query("begin") works: all tests are green.',
    heard: 'code reviews',
    truth: 'false',
    why: 'pg-pool 3 gives the client that came back last, so one request after another gets the same one. A second request at the same time takes that client in the middle of the transaction.',
    shownBy: {
      scene: 'transaction-on-the-pool',
      way: 'transaction-on-the-pool',
      observed: 'breaks',
    },
  },
  {
    says: 'What a request sets with set ends with the request.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It ends with the session, which goes back to the pool: in 7 of 11 orders a visitor sees the invoices of the tenant before. set local ends with the transaction.',
    shownBy: { scene: 'set-on-a-client', way: 'set-on-a-client', observed: 'breaks' },
  },
  {
    says: 'set local is right on a pool.',
    heard: 'manuals',
    truth: 'true',
    why: 'Commit and rollback both end it: no order shows anything of another tenant.',
    shownBy: { scene: 'set-local', way: 'set-local', observed: 'holds' },
  },
  {
    says: 'discard all before a client is given back is always safe.',
    heard: 'manuals',
    truth: 'depends',
    why: 'In PostgreSQL 18 it removes all that the session has, also the statements that pg 8 has prepared by a name. pg goes on using the name, and gets 26000 (prepared statement does not exist).',
    shownBy: {
      test: 'src/tenants/set-on-a-client.test.ts',
      title: 'takes away what pg has prepared by a name, and pg does not notice',
    },
  },
  {
    says: 'A second pool for the busy module doubles what the process can do.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It doubles the connections. With max_connections = 10, PostgreSQL refuses 2 of 12 requests on two pools of eight (53300), and one pool of eight answers all.',
    shownBy: { scene: 'too-many-connections', way: 'pool-per-module', observed: 'breaks' },
  },
  {
    says: 'A small p99 shows that the pool is large enough.',
    heard: 'dashboards',
    truth: 'false',
    why: 'Only answers have a latency. With a timeout of 500 ms a pool of one has a p99 little above 500 ms, while most requests get an error.',
    shownBy: { scene: 'pool-sizes', way: 'one-client', observed: 'breaks' },
  },
  {
    says: 'The right size of a pool is twice the number of cores.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'It is a first guess where requests compute. Where they hold a client and wait, it is arrivals per second times seconds held: 32 clients answer 100 requests of 50 ms within 500 ms on two cores.',
    shownBy: { scene: 'pool-sizes', way: 'thirty-two-clients', observed: 'holds' },
  },
  {
    says: 'idle_in_transaction_session_timeout repairs a leaked client.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'PostgreSQL 18 ends the session (25P03) and frees its locks. The place in the pool stays taken until the code calls release.',
    shownBy: {
      test: 'src/sizes/shared-pool.test.ts',
      title: 'frees the lock of a leaked client, and not its place in the pool',
    },
  },
])
