import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'PostgreSQL at serializable has no anomaly.',
    heard: 'documentation',
    truth: 'false',
    why: 'On 18.4 `insert ... on conflict do nothing` reads a key and leaves no mark of it: 17 of 29 orders fit no serial order.',
    shownBy: { scene: 'no-op-insert', way: 'no-op-insert', observed: 'breaks' },
  },
  {
    says: 'For transactions with on conflict do nothing serializable is better than read committed.',
    heard: 'interview answers',
    truth: 'false',
    why: 'In this story all levels of 18.4 break the rule in the same 17 of 29 orders.',
    shownBy: {
      test: 'src/keeps-one-on-call.test.ts',
      title: 'does no better at serializable than at %s',
    },
  },
  {
    says: 'An insert that does nothing has read nothing.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It decides by a row that it has found. Two such inserts leave no doctor on call in 36 of 54 orders, and no serial order does.',
    shownBy: { scene: 'both-sides', way: 'no-op-insert', observed: 'breaks' },
  },
  {
    says: 'do update with a false condition is safe, because it locks the row.',
    heard: 'blog posts',
    truth: 'false',
    why: 'It waits for the row lock and then forgets the read all the same: 7 of 19 orders break on 18.4.',
    shownBy: { scene: 'no-op-update', way: 'no-op-update', observed: 'breaks' },
  },
  {
    says: 'A plain select of the row before the insert closes the hole.',
    heard: 'mailing lists',
    truth: 'true',
    why: 'The select leaves the mark that the insert does not: 0 of 44 orders break.',
    shownBy: { scene: 'read-first', way: 'read-first', observed: 'holds' },
  },
  {
    says: 'It is enough to fix one of the two transactions.',
    heard: 'code reviews',
    truth: 'false',
    why: 'With a select on one side and a plain no-op insert on the other 60 of 96 orders break: the server needs the marks of both.',
    shownBy: { scene: 'both-sides', way: 'read-first', observed: 'breaks' },
  },
  {
    says: 'merge is only another way to write insert on conflict.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It looks the row up as a select does and leaves a mark: against one statement that reads, 0 of 35 orders break.',
    shownBy: {
      test: 'src/keeps-one-on-call.test.ts',
      title: 'keeps one doctor on call in all ${one.schedules} orders',
    },
  },
  {
    says: 'An update that really writes protects also against a transaction that was not fixed.',
    heard: 'mailing lists',
    truth: 'true',
    why: 'The delete of the other transaction meets the write and fails with 40001: 0 of 36 orders break. It costs a dead row version for each call.',
    shownBy: { scene: 'both-sides', way: 'conflict-update', observed: 'holds' },
  },
  {
    says: 'A fix at serializable costs only time.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Each one fails with 40001 in some order, and two that lock can deadlock (40P01). Without a retry a user sees the error.',
    shownBy: { scene: 'ways-compared', way: 'read-first', observed: 'holds' },
  },
])
