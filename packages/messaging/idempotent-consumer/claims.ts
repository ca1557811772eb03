import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'The consumer commits its offset, so it charges each payment once.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A crash between the charge and the commit of the offset makes Kafka deliver the record again. During a rebalance two workers have it at once: 328 of 342 orders charge twice.',
    shownBy: { scene: 'charge-each-delivery', way: 'charge-each-delivery', observed: 'breaks' },
  },
  {
    says: 'Look for the id, do the work in a transaction, then store the id.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A crash between the work and the insert of the id charges twice: 1 of 9 places to die.',
    shownBy: { scene: 'look-then-process', way: 'look-then-process', observed: 'breaks' },
  },
  {
    says: 'A partition has one consumer, so looking for the id first is safe.',
    heard: 'interview answers',
    truth: 'false',
    why: 'During a rebalance a slow worker goes on while a second one has its partition. Both look before either stores the id: 873,906 of 875,920 orders charge twice.',
    shownBy: {
      scene: 'look-then-process-rebalance',
      way: 'look-then-process',
      observed: 'breaks',
    },
  },
  {
    says: 'The id has to be stored in the transaction that does the work.',
    heard: 'interview answers',
    truth: 'true',
    why: 'Then both are committed or neither: 0 of 8 orders with a crash and 0 of 640 with a rebalance charge twice.',
    shownBy: {
      scene: 'inbox-in-one-transaction',
      way: 'inbox-in-one-transaction',
      observed: 'holds',
    },
  },
  {
    says: 'An inbox table costs two statements for each message.',
    heard: 'code reviews',
    truth: 'false',
    why: 'One statement can store the id and do the work, as a data-modifying CTE of PostgreSQL: 0 of 342 orders break.',
    shownBy: { scene: 'inbox-in-one-statement', way: 'inbox-in-one-statement', observed: 'holds' },
  },
  {
    says: 'Every consumer needs an inbox table.',
    heard: 'blog posts',
    truth: 'false',
    why: 'An effect with a natural key, such as one row for each payment, can be written twice with the same result: 0 of 342 orders break.',
    shownBy: { scene: 'natural-key-upsert', way: 'natural-key-upsert', observed: 'holds' },
  },
  {
    says: 'Deduplication must be done record by record.',
    heard: 'code reviews',
    truth: 'false',
    why: 'One statement can store the ids of a whole batch and charge what is new: the same promise, for one round trip.',
    shownBy: { scene: 'batch-inbox', way: 'batch-inbox', observed: 'holds' },
  },
  {
    says: 'Storing the offset in the database, in the same transaction, makes processing exactly once.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'A record that is delivered again is skipped. A payment that the producer sent twice has two offsets and is charged twice, in all 342 orders.',
    shownBy: {
      scene: 'offset-in-transaction',
      way: 'offset-in-transaction-sent-twice',
      observed: 'breaks',
    },
  },
  {
    says: 'The inbox can be purged every day.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'Only when the topic keeps its records no longer than that. Here the record was still there and the id was not: 20 charged instead of 10.',
    shownBy: { scene: 'retention', way: 'inbox-kept-for-a-day', observed: 'breaks' },
  },
  {
    says: 'The inbox must keep an id as long as the topic keeps the record.',
    heard: 'interview answers',
    truth: 'true',
    why: 'Kept for the seven days of the topic, the inbox still has the id of every record that Kafka can deliver again.',
    shownBy: { scene: 'retention', way: 'inbox-kept-as-long-as-the-topic', observed: 'holds' },
  },
])
