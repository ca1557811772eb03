import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'The purchase runs in a transaction, so the ticket cannot be sold twice.',
    heard: 'interview answers',
    truth: 'false',
    why: 'At read committed, the default of PostgreSQL 18, a plain read takes no lock and never waits: 80 of 92 orders sell it twice. Atomicity is not isolation.',
    shownBy: { scene: 'read-then-write', way: 'read-then-write', observed: 'breaks' },
  },
  {
    says: 'Reading with select for update prevents the double sale.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The second buyer waits at the read and then reads what the first one left: 0 of 36 orders break.',
    shownBy: { scene: 'row-lock', way: 'row-lock', observed: 'holds' },
  },
  {
    says: 'One conditional update is enough; no lock has to be asked for.',
    heard: 'code reviews',
    truth: 'true',
    why: 'An update locks its row and checks the where clause again after a wait: 0 of 24 orders break. The caller must look at the row count.',
    shownBy: { scene: 'atomic-update', way: 'atomic-update', observed: 'holds' },
  },
  {
    says: 'A version column does without locks.',
    heard: 'ORM documentation',
    truth: 'depends',
    why: 'The read takes no lock, but the update that compares the version does: in 50 of 92 orders a buyer waits there. It breaks in none.',
    shownBy: { scene: 'version-check', way: 'version-check', observed: 'holds' },
  },
  {
    says: 'With serializable isolation nothing else has to change.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The naive code sells no ticket twice, but one of two buyers gets error 40001. Only a loop that starts the transaction again answers both.',
    shownBy: { scene: 'serializable-retry', way: 'serializable-retry', observed: 'holds' },
  },
  {
    says: 'An advisory lock locks the row.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It locks a number. It holds here because every buyer asks for the same number; the server does not connect it with any row.',
    shownBy: { scene: 'advisory-lock', way: 'advisory-lock', observed: 'holds' },
  },
  {
    says: 'select for update also protects a row that does not exist yet.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It locks the rows that it finds. Two transactions that find none both insert: 60 of 70 orders hold the seat twice.',
    shownBy: { scene: 'missing-row', way: 'lock-then-insert', observed: 'breaks' },
  },
  {
    says: 'A unique constraint decides between two concurrent inserts.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The second insert of the key waits for the first transaction and then changes nothing: 0 of 14 orders break, with three buyers 0 of 978.',
    shownBy: { scene: 'missing-row', way: 'unique-constraint', observed: 'holds' },
  },
  {
    says: 'nowait makes the second transaction fail at once instead of waiting.',
    heard: 'manuals',
    truth: 'true',
    why: 'It fails with 55P03 in every order in which it meets the lock; no buyer waits in any of 80 orders.',
    shownBy: { scene: 'row-lock-nowait', way: 'row-lock-nowait', observed: 'holds' },
  },
  {
    says: 'select for update blocks every reader of the row.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A plain select goes on and reads the last committed version. A transaction waits that locks, updates or deletes the row, and one that inserts a row with a foreign key to it; that one passes a lock for no key update.',
    shownBy: {
      test: 'src/last-ticket/sells-each-ticket-once.test.ts',
      title: 'lets a plain select read on while the row is locked',
    },
  },
])
