import { heardClaims } from '@lab/stage/claims'

const test = 'src/redeems-coupon-once.test.ts'

export const claims = heardClaims([
  {
    says: 'The read and the update are in one transaction, so the coupon cannot be redeemed twice.',
    heard: 'interview answers',
    truth: 'false',
    why: 'At read committed, the default of PostgreSQL 18, a read takes no lock: 40 of 50 orders redeem it twice.',
    shownBy: { scene: 'read-then-mark', way: 'read-then-mark', observed: 'breaks' },
  },
  {
    says: 'The second update fails, because the row has changed since it was read.',
    heard: 'code reviews',
    truth: 'false',
    why: 'At read committed the second update waits for the first one and then overwrites it, without an error.',
    shownBy: { test, title: 'redeems the coupon twice in 40 of 50 orders' },
  },
  {
    says: 'One conditional update redeems the coupon once.',
    heard: 'interview answers',
    truth: 'true',
    why: 'PostgreSQL 18 checks the where clause again after the wait: 0 of 14 orders break.',
    shownBy: { scene: 'conditional-update', way: 'conditional-update', observed: 'holds' },
  },
  {
    says: 'A conditional update takes no lock, so no customer waits.',
    heard: 'blog posts',
    truth: 'false',
    why: 'Every update locks the rows that it changes: in 6 of 14 orders the second customer waits for the first commit.',
    shownBy: { test, title: 'redeems the coupon once in all ${schedules} orders' },
  },
  {
    says: 'An update that finds no row raises an error.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It succeeds with a row count of 0. The code that does not read the count tells the customer "redeemed".',
    shownBy: { test, title: 'throws no error when it changes no row' },
  },
  {
    says: 'The row count tells which customer was first.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The first update changes 1 row, the second one 0, and the coupon keeps its first owner.',
    shownBy: { test, title: 'says by its row count that another customer was faster' },
  },
  {
    says: 'select for update makes the second customer read what the first one wrote.',
    heard: 'manuals',
    truth: 'true',
    why: 'The second read waits for the first commit and then returns the new row: 0 of 24 orders break.',
    shownBy: { scene: 'row-lock', way: 'row-lock', observed: 'holds' },
  },
  {
    says: 'A row lock is always better than a conditional update, because it is explicit.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'Both hold in every order. The lock costs one round trip more and is held while the application decides; it is needed only when the rule does not fit into where.',
    shownBy: { scene: 'ways-compared', way: 'conditional-update', observed: 'holds' },
  },
])
