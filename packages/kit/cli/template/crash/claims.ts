import { heardClaims } from '@lab/stage/claims'

const test = 'src/pays-each-refund-once.test.ts'

export const claims = heardClaims([
  {
    says: 'Kafka gives each record to a consumer once.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It gives again what was not committed. A consumer that dies between work and commit pays the refund twice, in 1 of 5 runs.',
    shownBy: { scene: 'pay-each-delivery', way: 'pay-each-delivery', observed: 'breaks' },
  },
  {
    says: 'A consumer that crashes repeats work.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On the moment: before the work or after the commit nothing is repeated.',
    shownBy: {
      test,
      title: 'pays it once when the consumer dies before the work or after the commit',
    },
  },
  {
    says: 'Note the refund first, then it cannot be paid twice.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'It is not paid twice. When the consumer dies after the note, it is never paid.',
    shownBy: { scene: 'note-then-pay', way: 'note-then-pay', observed: 'breaks' },
  },
  {
    says: 'Then note it after the work.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The gap is before the note now: a consumer that dies there pays the refund twice.',
    shownBy: { test, title: 'pays the refund twice when the consumer dies before the note' },
  },
  {
    says: 'A key that the other side remembers makes the work happen once.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The side that does the work decides whether it was done: 0 of 5 runs break.',
    shownBy: { scene: 'refund-as-key', way: 'refund-as-key', observed: 'holds' },
  },
  {
    says: 'With an idempotency key the request is sent once.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It is sent twice, and the second one does nothing.',
    shownBy: { test, title: 'asks the bank twice all the same' },
  },
  {
    says: 'Topic, partition and offset are the natural key of a message.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'They are for a delivery that comes again. A refund that the producer has sent twice has two offsets and is paid twice.',
    shownBy: { test, title: 'knows a delivery again, and not a refund that was sent twice' },
  },
  {
    says: 'The key must be made by the producer of the message.',
    heard: 'interview answers',
    truth: 'true',
    why: 'Then it is the same in every delivery and in both records of a refund that was sent twice.',
    shownBy: { test, title: 'pays a refund once that the producer has sent twice' },
  },
])
