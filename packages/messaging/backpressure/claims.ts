import { heardClaims } from '@lab/stage/claims'

const memory = 'src/memory/keeps-what-it-accepts.test.ts'
const law = 'src/overload/littles-law.test.ts'
const queues = 'src/overload/answers-in-time.test.ts'

export const claims = heardClaims([
  {
    says: 'We have peaks, so make the queue bigger.',
    heard: 'incidents',
    truth: 'depends',
    why: 'It helps with a peak that ends before clients give up. At twice the load a worker finishes 500 requests in ten seconds with one place and with a thousand; with a thousand, 951 of 1,000 answers come after the client has given up.',
    shownBy: { scene: 'queue-sizes', way: 'bigger-queue', observed: 'breaks' },
  },
  {
    says: "A queue's bound follows from Little's law: the rate of the worker times the time that clients wait.",
    heard: 'system-design answers',
    truth: 'true',
    why: '50 a second times 0.5 s are 25, one of them in work: with 24 places no answer is late, with 25 places 476 are. Random traffic needs a margin.',
    shownBy: { scene: 'queue-sizes', way: 'queue-by-deadline', observed: 'holds' },
  },
  {
    says: "Little's law needs Poisson arrivals.",
    heard: 'interview answers',
    truth: 'false',
    why: 'It needs no assumption on arrivals, services or order: it is exact in 1,000 random schedules with one to four workers, from an empty system to an empty system.',
    shownBy: {
      test: law,
      title: 'is exact for any arrivals, services, workers and order, from empty to empty',
    },
  },
  {
    says: 'Throughput times latency is how many requests are in the server.',
    heard: 'dashboards',
    truth: 'depends',
    why: 'Only while arrivals and throughput are equal. In an overload of twice the capacity it gives 25.75, and 51 are there on average.',
    shownBy: {
      test: law,
      title:
        'gives half of what is there when throughput is taken for arrivals while the queue grows',
    },
  },
  {
    says: 'highWaterMark limits how much a stream of Node.js keeps in memory.',
    heard: 'code reviews',
    truth: 'false',
    why: 'In Node.js 26 it only decides when write() returns false. A loop that ignores that fills the heap, and 90 % of the accepted events are lost with the process.',
    shownBy: { scene: 'ignored-write', way: 'ignored-write', observed: 'breaks' },
  },
  {
    says: '"drain" comes as soon as the stream has room for one more.',
    heard: 'tutorials',
    truth: 'false',
    why: 'In Node.js 26 it comes when the buffer is empty. With a highWaterMark of 16 the consumer processes all sixteen first, and then has nothing to do until the producer comes again.',
    shownBy: {
      test: 'src/memory/slow-sink.test.ts',
      title: 'emits "drain" when its buffer is empty, not at the first free place',
    },
  },
  {
    says: 'pipeline() handles backpressure by itself.',
    heard: 'Node.js documentation',
    truth: 'true',
    why: 'With a heap of 20 MiB it passes 40 MB on, and holds 31 events of 800 at most.',
    shownBy: { scene: 'pipeline', way: 'pipeline', observed: 'holds' },
  },
  {
    says: '--max-old-space-size limits the memory of a Node.js process.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It limits the heap. A Buffer lies outside: the same events as buffers, 36 MB at the peak, do not end a process with a heap of 20 MiB. A container ends it then, by kill -9.',
    shownBy: {
      test: memory,
      title: 'are no part of the heap: its limit does not stop what they take',
    },
  },
  {
    says: 'With bounded queues a crash loses nothing.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It loses what is accepted and waits, here 16 events of a queue with sixteen places and 29 of a pipeline. The bound limits it. Only what is accepted after it is stored is safe.',
    shownBy: { scene: 'kill-9', way: 'pipeline', observed: 'holds' },
  },
  {
    says: 'A consumer of Kafka needs pause() so that it is not flooded.',
    heard: 'interview answers',
    truth: 'false',
    why: 'eachMessage of kafkajs 2.2 is awaited: while the handler waits, one message is delivered and no fetch is sent; kafkajs keeps the batch that it has fetched. It is flooded when the handler does not await its work.',
    shownBy: { scene: 'kafka', way: 'awaited-handler', observed: 'holds' },
  },
  {
    says: 'Start the work in the handler without await, and the consumer is faster.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It is faster until the work is slower than Kafka. Then all 100 messages wait in memory, and kafkajs has committed each: a crash loses them.',
    shownBy: { scene: 'kafka', way: 'unawaited-handler', observed: 'breaks' },
  },
  {
    says: 'A paused consumer loses its partitions after the session timeout.',
    heard: 'interview answers',
    truth: 'false',
    why: 'pause() stops fetches and no heartbeats (kafkajs 2.2). A handler that awaits for as long sends none, unless it calls heartbeat().',
    shownBy: { scene: 'kafka', way: 'pause-and-resume', observed: 'holds' },
  },
  {
    says: 'Retry at once, so that you get the next free place.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The worker decides when the last client has its answer, after 4 s. 200 clients ask 31,000 times until then; with Retry-After and jitter 489 times, in 5.6 s.',
    shownBy: { scene: 'retries', way: 'retry-at-once', observed: 'breaks' },
  },
  {
    says: 'An overloaded worker should skip the requests whose clients have given up.',
    heard: 'system-design answers',
    truth: 'depends',
    why: 'Skip those that cannot be ready in time: 524 answers in time. If only those that have given up are skipped, the next one has nearly given up, and 476 answers are late.',
    shownBy: {
      test: queues,
      title: 'answers 524 in time when it skips what cannot be ready in time',
    },
  },
])
