import { heardClaims } from '@lab/stage/claims'

const relays = 'src/relay/publishes-each-event.test.ts'

export const claims = heardClaims([
  {
    says: 'Commit first, then publish: what is in the database is the truth, so nothing is lost.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A process that dies in between sends nothing, and no other process knows that an event is missing: in 1 of 3 orders of its steps and a crash.',
    shownBy: { scene: 'write-then-publish', way: 'write-then-publish', observed: 'breaks' },
  },
  {
    says: 'Retry the send until Kafka takes it, and no event is lost.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A retry helps while Kafka is away. What was to be sent is only in the memory of the process, and ends with it.',
    shownBy: { scene: 'write-then-publish', way: 'write-then-publish', observed: 'breaks' },
  },
  {
    says: 'Send the event inside of the transaction, then a rollback takes both back.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Kafka takes no part in it. A process that dies before the commit has sent an event about an order that is rolled back: in 1 of 5 orders of its steps and a crash.',
    shownBy: { scene: 'publish-in-transaction', way: 'publish-in-transaction', observed: 'breaks' },
  },
  {
    says: 'An outbox row in the same transaction makes sure that there is an event for each order.',
    heard: 'system-design answers',
    truth: 'true',
    why: 'The row commits with the order or not at all, and waits until it is published: broken in 0 of 11 orders of the steps and a crash.',
    shownBy: { scene: 'outbox', way: 'outbox', observed: 'holds' },
  },
  {
    says: 'The relay remembers the last id and asks for greater ones.',
    heard: 'blog posts',
    truth: 'false',
    why: 'Ids are given at the insert and seen at the commit. A row that commits late is skipped for ever: in 18 of 286 orders of the steps.',
    shownBy: { scene: 'late-commit', way: 'poll-by-id', observed: 'breaks' },
  },
  {
    says: 'Use a created_at timestamp instead of the id, then late rows are found.',
    heard: 'code reviews',
    truth: 'false',
    why: 'now() is the time at which the transaction began, so a row that commits late has an early time, as it has a small id.',
    shownBy: { scene: 'late-commit', way: 'poll-by-id', observed: 'breaks' },
  },
  {
    says: 'for update skip locked lets many relays run without harm.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'No event is sent twice without a crash. But the second relay skips the first event of a customer order and sends the second one: in 60 of 252 orders of the steps.',
    shownBy: { scene: 'two-relays', way: 'skip-locked', observed: 'breaks' },
  },
  {
    says: 'An advisory lock keeps two relays from publishing at the same time.',
    heard: 'code reviews',
    truth: 'true',
    why: 'It ends with the transaction, so a dead relay blocks no other one: each event is sent once and in order, in all 130 orders of the steps.',
    shownBy: { scene: 'two-relays', way: 'relay-one-by-one', observed: 'holds' },
  },
  {
    says: 'With an outbox each event is delivered exactly once.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A relay that dies between the send and its mark sends again: in 2 of 7 orders of its steps and a crash. The consumer needs an inbox.',
    shownBy: { scene: 'relay-dies', way: 'without-inbox', observed: 'breaks' },
  },
  {
    says: 'An idempotent Kafka producer removes the duplicates of a relay.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It removes those that the client makes when it repeats a send by itself. The restarted relay sends anew, which is another message to Kafka.',
    shownBy: { scene: 'relay-dies', way: 'without-inbox', observed: 'breaks' },
  },
  {
    says: 'LISTEN and NOTIFY replace the polling of the outbox.',
    heard: 'blog posts',
    truth: 'false',
    why: 'A notification that comes while the relay has no connection is gone. It makes the relay look sooner; the table says what is to be sent.',
    shownBy: { scene: 'notify', way: 'listen-notify', observed: 'breaks' },
  },
  {
    says: 'Reading only rows below the oldest open transaction makes a cursor safe.',
    heard: 'PostgreSQL mailing lists',
    truth: 'depends',
    why: 'A cursor by transaction and id is: 0 of 274 orders of the steps skip a row. By id alone it is not: an ORM may take an id before its transaction writes. Any long transaction that writes holds all events back.',
    shownBy: {
      test: 'src/commit-order/held-back.test.ts',
      title:
        'pollBelowTheOldest publishes an id that was taken before its transaction wrote; pollById skips it',
    },
  },
  {
    says: 'Mark the rows as published first, then a crash sends nothing twice.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'It sends nothing twice, and loses what was marked and not sent. A relay that sends first repeats an event, in 2 of 7 orders of its steps and a crash, and the consumer can skip that.',
    shownBy: { test: relays, title: 'publishes it again: 2 of 7 orders' },
  },
])
