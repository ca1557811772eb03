import { heardClaims } from '@lab/stage/claims'

const bullmq = 'src/bullmq/recovers-a-stalled-job.test.ts'
const retries = 'src/retries/play-the-queue.test.ts'

export const claims = heardClaims([
  {
    says: 'A queue runs a job once.',
    heard: 'interview answers',
    truth: 'false',
    why: 'At least once. A worker that stands still past its lease mails beside the next one: 300 of 391 orders with a lease in PostgreSQL 18.4, all 35 with BullMQ 6.7, once its lock has ended.',
    shownBy: { scene: 'lease', way: 'lease', observed: 'breaks' },
  },
  {
    says: 'BullMQ locks the job, so no other worker runs it.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The lock lives for 30 seconds unless a timer renews it, and a process that stands still renews nothing. Two mails in all 35 orders of what comes then.',
    shownBy: { scene: 'bullmq', way: 'bullmq', observed: 'breaks' },
  },
  {
    says: '"could not renew lock for job" is a harmless warning.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The lock is gone, and the next stalled check gives the job away. In the run of BullMQ 6.7 both workers have run it.',
    shownBy: {
      test: bullmq,
      title: 'says "could not renew lock", as issue 3183 does, and both workers run the job',
    },
  },
  {
    says: 'With attempts: 1 a job of BullMQ runs at most once.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A stall is no attempt. When its worker dies, the job runs once more: 2 runs with maxStalledCount at its default of 1.',
    shownBy: {
      test: bullmq,
      title: 'runs twice with one attempt when its workers die, because a stall is no attempt',
    },
  },
  {
    says: 'A fencing token makes the job run once.',
    heard: 'system-design answers',
    truth: 'false',
    why: 'It keeps a late worker from the row of the job. The mail is out before the queue can refuse anything: 400 of 491 orders.',
    shownBy: { scene: 'fencing-token', way: 'fencing-token', observed: 'breaks' },
  },
  {
    says: 'The worker that has taken a job may report on it by its id.',
    heard: 'code reviews',
    truth: 'false',
    why: 'By then another worker may have it or have done it: 45 of 232 orders give it away once more, none of 277 when the update compares the attempt. pg-boss 12.38 compares it only when complete gets the job and not its id.',
    shownBy: { scene: 'late-report', way: 'report-by-id', observed: 'breaks' },
  },
  {
    says: 'Hold the row with skip locked until the work is done, and the job runs once.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'No lease ends under a slow worker: 0 of 235 orders. A worker that dies between the mail and the commit mails again: 2 of 6 places to die. What the job writes into the same database does happen once.',
    shownBy: { scene: 'dead-worker', way: 'row-lock', observed: 'breaks' },
  },
  {
    says: 'Mark the job as done before the mail, and it is sent once.',
    heard: 'code reviews',
    truth: 'false',
    why: 'At most once: a worker that dies in between has marked a mail that no worker sends. 1 of 4 places to die.',
    shownBy: { scene: 'dead-worker', way: 'complete-before-mail', observed: 'breaks' },
  },
  {
    says: 'The id of the job as idempotency key makes it safe to run the job again.',
    heard: 'the documentation of payment providers',
    truth: 'true',
    why: 'Two requests, one mail: 0 of 491 orders with a slow worker, 0 of 4 with a dead one, as long as the provider stores the key.',
    shownBy: { scene: 'idempotency-key', way: 'idempotency-key', observed: 'holds' },
  },
  {
    says: '202 Accepted means that it is done.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It means that a job is there. The mail goes out afterwards, by a retry when the provider was down, and GET on Location says what became of it.',
    shownBy: { scene: 'request', way: 'answer-at-once', observed: 'holds' },
  },
  {
    says: 'Exponential backoff keeps jobs that failed together from coming back together.',
    heard: 'interview answers',
    truth: 'false',
    why: 'They wait for the same time. Of 1,000 first retries all come within one tenth of a second; with full jitter 120 in the busiest one.',
    shownBy: {
      test: retries,
      title: 'spreads a thousand first retries over a second: 1,000 in one tenth become 120',
    },
  },
  {
    says: 'Count the attempts where the job fails.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A job that kills its worker never fails, and goes round for ever. Counted when it is taken, it is dead after its last lease.',
    shownBy: {
      test: retries,
      title: 'is dead after five leases, because its attempts are counted when it is taken',
    },
  },
  {
    says: 'In BullMQ a job with priority 1 goes before one without a priority.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Without a priority means 0, and the smallest goes first.',
    shownBy: { test: bullmq, title: 'without a priority comes before one with priority 1' },
  },
  {
    says: 'Add the job inside the transaction of the order, then both are there or neither.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'In a table of the same database, yes. A job in Redis stays when the transaction rolls back: that takes an outbox.',
    shownBy: {
      test: bullmq,
      title: 'is there after a rollback that takes the job in PostgreSQL away',
    },
  },
])
