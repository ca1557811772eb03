import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'With a reply queue of its own a caller gets the right replies.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Those of other callers stay away. A reply that comes too late is taken for the next one: in 27 of 46 orders alice asks for a cup and hears the price of the tea.',
    shownBy: { scene: 'queue-of-the-caller', way: 'queue-of-the-caller', observed: 'breaks' },
  },
  {
    says: 'A correlation id matches a reply to its request.',
    heard: 'manuals',
    truth: 'true',
    why: 'The caller drops what has another id: no wrong answer in all 70 orders.',
    shownBy: { scene: 'correlation-id', way: 'correlation-id', observed: 'holds' },
  },
  {
    says: 'A temporary queue for each request is as good as a correlation id.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'No wrong answer in all 46 orders. But a late reply makes a key that no caller reads: two late replies leave two keys.',
    shownBy: {
      test: 'src/request-reply/answers-its-question.test.ts',
      title: 'leaves a key for each reply that comes too late',
    },
  },
  {
    says: 'Consumers of one queue can share it for replies, too.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The caller that comes first takes the reply: wrong in 150 of 304 orders of two callers.',
    shownBy: { scene: 'shared-queue', way: 'shared-queue', observed: 'breaks' },
  },
  {
    says: 'A message queue makes sure that nothing is lost.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On its settings: seven of seven careless ones lose up to 5 of 5 messages, without an error, and none of the careful ones does.',
    shownBy: { scene: 'losses', way: 'careless-settings', observed: 'breaks' },
  },
  {
    says: 'Redis pub/sub delivers to subscribers that come back.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A worker that subscribes after the messages gets 0 of 5. Pub/sub keeps nothing.',
    shownBy: {
      test: 'src/losses/settings.test.ts',
      title: 'loses messages: Redis pub/sub, the worker subscribes after the message',
    },
  },
  {
    says: 'A priority queue makes sure that urgent messages come first and the others later.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Later may be never: while urgent messages come as fast as they are taken, 0 of 10 taken messages are others. With every fifth turn for them it is 2.',
    shownBy: { scene: 'shapes', way: 'urgent-first', observed: 'breaks' },
  },
  {
    says: 'A table is no queue: a queue takes a broker.',
    heard: 'interview answers',
    truth: 'false',
    why: 'With skip locked it gives each message to one worker, in 4 statements where Redis takes 3 commands, and the message is written in the transaction of the order.',
    shownBy: { scene: 'cost', way: 'postgresql-table', observed: 'breaks' },
  },
  {
    says: 'Every subscriber of a topic gets every message.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Every group does. Within a group the members share them: two members of one group get 3 of 6 each, two groups 6 each.',
    shownBy: {
      test: 'src/shapes/shapes.test.ts',
      title: 'gives each message to one member of a group, and to every group',
    },
  },
])
