import { heardClaims } from '@lab/stage/claims'

const library = 'src/confirm/library-confirms.test.ts'

export const claims = heardClaims([
  {
    says: 'An indexed updated_at column is enough to synchronise another system.',
    heard: 'system-design answers',
    truth: 'false',
    why: 'A deleted row is not there to be found (20 of 20 orders of the steps), the first of two updates is overwritten (41 of 84), and a transaction that commits late has an earlier time than what was read already (8 of 140).',
    shownBy: { scene: 'by-updated-at', way: 'by-updated-at', observed: 'breaks' },
  },
  {
    says: 'A logical slot tells of every committed change, deletes too, in the order of the commits.',
    heard: 'PostgreSQL documentation',
    truth: 'true',
    why: 'The log has all of them, and a transaction is sent when its commit is reached: nothing is missed and nothing is out of order, in any order of the steps (PostgreSQL 18, pgoutput).',
    shownBy: { scene: 'commit-order', way: 'logical-slot', observed: 'holds' },
  },
  {
    says: 'A trigger that writes an audit table gives the changes in commit order.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Its ids are given when the statement runs. Of two transactions on different rows the one that commits last can have the smaller id: 27 of 140 orders of the steps. It does miss nothing, and it is right for a single row.',
    shownBy: { scene: 'commit-order', way: 'trigger-table', observed: 'breaks' },
  },
  {
    says: 'Change data capture is exactly once: the slot knows where the consumer is.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The slot knows what was confirmed. A consumer that works and dies before it confirms gets the transaction again: in 2 of 6 orders of its steps and a crash the payment is counted twice.',
    shownBy: { scene: 'consumer-dies', way: 'work-first', observed: 'breaks' },
  },
  {
    says: 'A consumer that stores the position of the log with its work counts each change once.',
    heard: 'system-design answers',
    truth: 'true',
    why: 'What comes again is not beyond the stored position, and is skipped: 0 of 12 orders of the steps and a crash are broken.',
    shownBy: { scene: 'consumer-dies', way: 'position-with-the-work', observed: 'holds' },
  },
  {
    says: 'A client library confirms a change when its handler has finished.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'pg-logical-replication 2.5.0 does not by default: it confirms while an async handler still works, and a change whose handler fails is confirmed with the next message. With flowControl it waits for the handler, if its timer is off.',
    shownBy: { test: library, title: 'confirms a change whose handler is not done, by default' },
  },
  {
    says: 'With acknowledge.auto set to false only the application confirms.',
    heard: 'the README of pg-logical-replication',
    truth: 'false',
    why: 'In version 2.5.0 a timer confirms the last position that was received, the first time after one second, whatever the handler does. timeoutSeconds: 0 turns it off. The library then answers no keepalive, and the server ends a silent connection after wal_sender_timeout, 60 seconds by default.',
    shownBy: {
      test: library,
      title: 'confirms by its timer what nobody has confirmed, also with auto off',
    },
  },
  {
    says: 'Confirm one byte beyond the last commit, because the protocol asks for the last byte + 1.',
    heard: 'client libraries',
    truth: 'false',
    why: 'The end of a commit is that next byte already. Of two transactions that overlap, the second commit can begin there, and the slot takes it for confirmed: in 4 of 12 orders of the steps and a crash the payment is lost (pg-logical-replication 2.5.0, PostgreSQL 18).',
    shownBy: { scene: 'consumer-dies', way: 'one-byte-further', observed: 'breaks' },
  },
  {
    says: 'Copy the table first, then create the slot and stream from there.',
    heard: 'migration guides',
    truth: 'false',
    why: 'What commits in between is in neither: 1 of 3 orders of the steps loses a new order, and no error tells of it. A slot exports the snapshot of the position where it begins.',
    shownBy: { scene: 'first-copy', way: 'table-then-slot', observed: 'breaks' },
  },
  {
    says: 'When the consumer is down, PostgreSQL drops old changes after a while.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Not by default: the slot kept all of the 41 MB that were written, and would until the disk is full. With max_slot_wal_keep_size, or idle_replication_slot_timeout from version 18 on, it gives the slot up, and the consumer needs a new first copy.',
    shownBy: { scene: 'dead-consumer', way: 'no-limit', observed: 'breaks' },
  },
  {
    says: 'A forgotten logical slot bloats every table, because vacuum cannot clean up.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'Its catalog_xmin keeps dead rows of the system catalogs only: vacuum removed all ten dead orders, and left the dead rows of pg_class. What fills the disk is the log. (PostgreSQL 18)',
    shownBy: {
      test: 'src/dead-consumer/keeps-the-log.test.ts',
      title: 'holds vacuum back in the catalog, and not in the table of the shop',
    },
  },
  {
    says: 'A consumer that is connected and up to date keeps no log.',
    heard: 'monitoring guides',
    truth: 'false',
    why: 'While its table is quiet it has nothing to confirm, and the slot keeps what other tables write: 7.8 MB in the run. A heartbeat that it confirms lets the log go.',
    shownBy: { scene: 'other-costs', way: 'confirms-its-changes', observed: 'breaks' },
  },
  {
    says: 'Each update event carries the new values of all columns.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A long value stored outside of the row (TOAST) that the update did not touch is sent as "unchanged". A consumer that writes every column writes null: 0 of 8,000 letters are left.',
    shownBy: { scene: 'unchanged-note', way: 'write-every-column', observed: 'breaks' },
  },
  {
    says: 'The stream also brings schema changes.',
    heard: 'interview answers',
    truth: 'false',
    why: 'An alter table that gives every row a new value sends nothing. The column shows up with the next row that is written.',
    shownBy: { scene: 'what-a-slot-sends', way: 'logical-slot', observed: 'breaks' },
  },
])
