import { heardClaims } from '@lab/stage/claims'

const poison = 'src/poison/goes-on.test.ts'

export const claims = heardClaims([
  {
    says: 'When processing fails, throw: Kafka delivers the message again, so nothing is lost.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'Nothing is lost, and a message that fails for ever stops the partition: the next one is not processed in any of 13 orders of the steps and a crash. Throw when the error passes by itself.',
    shownBy: { scene: 'rethrow', way: 'rethrow', observed: 'breaks' },
  },
  {
    says: 'Kafka moves a message that fails too often to a dead-letter topic.',
    heard: 'interview answers',
    truth: 'false',
    why: 'SQS and the quorum queues of RabbitMQ do, when they are told where to. A consumer group of Kafka delivers from the offset, however often; the consumer has to count, and to send. A share group can, from Kafka 4.4 on.',
    shownBy: { scene: 'rethrow', way: 'rethrow', observed: 'breaks' },
  },
  {
    says: 'Log the error with the message and go on: the log is enough.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The offset says that it was processed, and a log cannot be sent back. The message is behind the offset and in no other topic: in 11 of 11 orders of the steps and a crash.',
    shownBy: { scene: 'log-and-skip', way: 'log-and-skip', observed: 'breaks' },
  },
  {
    says: 'A dead-letter topic keeps the partition going, and loses no message.',
    heard: 'system-design answers',
    truth: 'true',
    why: 'The dead letter is sent before the offset is committed: broken in 0 of 14 orders of the steps and a crash.',
    shownBy: { scene: 'dead-letter', way: 'dead-letter', observed: 'holds' },
  },
  {
    says: 'A message is in the dead-letter topic once.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A consumer that dies between the send and the commit of the offset sends it again: in 1 of 14 orders of the steps and a crash.',
    shownBy: {
      test: poison,
      title: 'is a dead letter twice when the consumer dies before it commits the offset: 1 of 14',
    },
  },
  {
    says: 'Retry topics with growing delays are the way to retry in Kafka.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'The partition goes on, and the order of a key is lost: the next message of the account is processed first in 462 of 924 orders of the steps.',
    shownBy: { scene: 'retry-topic', way: 'retry-topic', observed: 'breaks' },
  },
  {
    says: 'The key keeps the order, also through a retry topic.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The key chooses a partition within one topic. Between two topics there is no order.',
    shownBy: { scene: 'retry-topic', way: 'retry-topic', observed: 'breaks' },
  },
  {
    says: 'Retrying in the consumer keeps the order.',
    heard: 'code reviews',
    truth: 'true',
    why: 'It reads the next message only when this one is done. Everything in the partition waits for that.',
    shownBy: { scene: 'retry-topic', way: 'retry-in-place', observed: 'holds' },
  },
  {
    says: 'A retry topic and the order of a key exclude each other.',
    heard: 'system-design answers',
    truth: 'false',
    why: 'When one message of an account waits, send those behind it to the retry topic too: the order is broken in 0 of 285,373 orders of the steps, and in none with a crash.',
    shownBy: { scene: 'park-the-account', way: 'park-the-account', observed: 'holds' },
  },
  {
    says: 'A job that sends dead letters back every night clears the topic.',
    heard: 'operations manuals',
    truth: 'false',
    why: 'A message that can never be processed comes back: it is delivered 6 times in five nights. With a header that says that it was sent back, the job leaves it to a person the second time.',
    shownBy: { scene: 'redrive', way: 'redrive-everything', observed: 'breaks' },
  },
])
