import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'Kafka delivers each message once.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A consumer that dies after the work and before the commit of its offset gets the record again: two deliveries of one payment, 20 charged instead of 10.',
    shownBy: { scene: 'commit-after-work', way: 'commit-after-work', observed: 'breaks' },
  },
  {
    says: 'Commit the offset first, then nothing is done twice.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Nothing is done twice, but a crash in between loses the payment: 1 delivery, 0 charged instead of 10. That is at most once, not exactly once.',
    shownBy: { scene: 'commit-before-work', way: 'commit-before-work', observed: 'breaks' },
  },
  {
    says: 'At least once plus an idempotent handler is as good as exactly once.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The record is still delivered twice. The handler knows the id of the payment and charges 10 once.',
    shownBy: { scene: 'inbox', way: 'inbox', observed: 'holds' },
  },
  {
    says: 'Auto-commit loses messages.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'It depends on the client. Killed in the third of five payments, kafkajs 2.2.4 loses none and does 2 again: it commits what a handler has finished. @platformatic/kafka 2.12.1 loses 3: it commits what it has fetched.',
    shownBy: { scene: 'auto-commit', way: 'platformatic-autocommit', observed: 'breaks' },
  },
  {
    says: 'kafkajs commits the offset after each message by default.',
    heard: 'code reviews',
    truth: 'false',
    why: 'By default it commits at the end of each batch: 2 payments were done, and the committed offset is 0. With `autoCommitThreshold: 1` it is 2.',
    shownBy: {
      test: 'src/auto-commit/dies-in-the-middle.test.ts',
      title: 'loses nothing with auto-commit of kafkajs, and repeats what was done of the batch',
    },
  },
  {
    says: 'An inbox table makes the order of work and commit unimportant.',
    heard: 'code reviews',
    truth: 'false',
    why: 'An inbox repairs a second delivery, not a missing one. With the offset committed first, 0 of 10 are charged.',
    shownBy: {
      test: 'src/redelivery/charges-after-a-crash.test.ts',
      title: 'loses the payment with an inbox too, when the offset is committed before the work',
    },
  },
  {
    says: 'After a rebalance only one member of the group works on a record.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A member that works for longer than its rebalance timeout loses the partition and goes on. The broker of Kafka 4.1 refuses its commit with UNKNOWN_MEMBER_ID, not its work: 20 charged instead of 10.',
    shownBy: { scene: 'rebalance', way: 'commit-after-work', observed: 'breaks' },
  },
  {
    says: 'A producer that retries can write a record twice.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The acknowledgement was lost, the record was not: 2 records at two offsets when `enable.idempotence` is off.',
    shownBy: { scene: 'producer-retry', way: 'plain-producer', observed: 'breaks' },
  },
  {
    says: 'The idempotent producer prevents duplicates from retries.',
    heard: 'manuals',
    truth: 'true',
    why: 'The broker knows the number of the batch and acknowledges the second request without writing: 2 requests, 1 record.',
    shownBy: { scene: 'producer-retry', way: 'idempotent-producer', observed: 'holds' },
  },
  {
    says: 'With an idempotent producer the consumer needs no deduplication.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The broker recognises what the producer sends again by itself. What the application sends twice is in the log twice: 2 records.',
    shownBy: {
      test: 'src/log/appends-each-message-once.test.ts',
      title:
        'is in the log twice when the application sends it twice, although the producer is idempotent',
    },
  },
  {
    says: 'Records of an aborted Kafka transaction are not in the log.',
    heard: 'interview answers',
    truth: 'false',
    why: '2 receipts are in the log. A reader of committed records skips the aborted one and gets 1. The Java client reads uncommitted records by default, kafkajs committed ones.',
    shownBy: {
      scene: 'transactional-pipeline',
      way: 'transactional-pipeline',
      observed: 'holds',
    },
  },
  {
    says: "Kafka's transactions make processing exactly once.",
    heard: 'interview answers',
    truth: 'depends',
    why: 'From topic to topic, for readers of committed records: 1 receipt read of 2 in the log. A charge in PostgreSQL is not part of that transaction and happens twice.',
    shownBy: {
      scene: 'transactional-pipeline',
      way: 'transactional-pipeline-with-postgresql',
      observed: 'breaks',
    },
  },
  {
    says: 'A transactional id fences the zombie.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'A zombie in the middle of its transaction is refused with INVALID_PRODUCER_EPOCH, and readers get 1 receipt. kafkajs 2.2.4 takes the epoch in the first `transaction()` of a producer: a zombie that begins its first one last is the newer one, and readers get 2.',
    shownBy: {
      scene: 'zombie',
      way: 'fenced-producer-that-begins-late',
      observed: 'breaks',
    },
  },
])
