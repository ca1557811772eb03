import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'Two transactions that lock the same two rows in different orders can deadlock.',
    heard: 'interview answers',
    truth: 'true',
    why: 'In 24 of 42 orders one of two transfers fails with 40P01. No money is lost, but that transfer is.',
    shownBy: { scene: 'locks-as-given', way: 'locks-as-given', observed: 'breaks' },
  },
  {
    says: 'When every transaction locks its rows in the same order, there is no deadlock.',
    heard: 'interview answers',
    truth: 'true',
    why: 'Two transfers in opposite directions that lock the lower account first: 0 of 36 orders fail.',
    shownBy: { scene: 'locks-in-order', way: 'locks-in-order', observed: 'holds' },
  },
  {
    says: 'A deadlock leaves both transactions waiting until an operator ends one.',
    heard: 'interview answers',
    truth: 'false',
    why: 'After deadlock_timeout (1 s by default) PostgreSQL 18 looks for a cycle and aborts one transaction with 40P01. In every order the other transfer completes.',
    shownBy: {
      test: 'src/transfers/completes-every-transfer.test.ts',
      title: 'completes the other transfer whenever one is aborted',
    },
  },
  {
    says: 'A deadlock loses or corrupts data.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The victim is rolled back as a whole. In none of 42 orders does money appear or disappear; what is lost is one transfer, unless it is run again.',
    shownBy: {
      test: 'src/transfers/completes-every-transfer.test.ts',
      title: 'ends in a deadlock in 24 of 42 orders, and loses no money in any',
    },
  },
  {
    says: 'A deadlock needs two rows that are locked in different orders.',
    heard: 'interview answers',
    truth: 'false',
    why: 'One row is enough when two transactions hold a shared lock on it and both ask for a stronger one: 36 of 66 orders of two order lines end with 40P01.',
    shownBy: { scene: 'lock-upgrade', way: 'insert-then-lock', observed: 'breaks' },
  },
  {
    says: 'An insert locks only the row that it inserts.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A foreign key locks the row that it refers to, for key share. Two such inserts go on beside each other, but a later select for update of that row waits for both.',
    shownBy: { scene: 'lock-upgrade', way: 'insert-then-lock', observed: 'breaks' },
  },
  {
    says: 'An update of the parent row deadlocks with inserts that refer to it.',
    heard: 'old manuals',
    truth: 'false',
    why: 'Since PostgreSQL 9.3 an update that leaves the key alone takes for no key update, which does not conflict with for key share: 0 of 50 orders fail.',
    shownBy: { scene: 'lock-upgrade', way: 'insert-then-update', observed: 'holds' },
  },
  {
    says: 'A retry on 40P01 is all that is needed.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'Both transfers complete in all 66 orders. But PostgreSQL looks for the cycle only after deadlock_timeout, so both hold their locks for a second each time.',
    shownBy: { scene: 'retry-deadlock', way: 'retry-deadlock', observed: 'holds' },
  },
  {
    says: 'Deadlocks happen only at isolation level serializable.',
    heard: 'interview answers',
    truth: 'false',
    why: 'An update locks its row at every level. 24 of 42 orders deadlock at read committed, the default of PostgreSQL 18.',
    shownBy: { scene: 'locks-as-given', way: 'locks-as-given', observed: 'breaks' },
  },
])
