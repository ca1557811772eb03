import { judge } from '@lab/stage'
import type { Claim, Scene, Stage } from '@lab/stage'
import { allAnswered, answersInTime, recordShedding, retries } from '../src/index.ts'
import type { RetryName } from '../src/index.ts'
import type { World } from './open-world.ts'

const sizes = [1, 2, 5, 10, 15, 20, 24, 25, 27, 30, 35, 50, 100, 200, 500, 1_000]
const inTime = 'no work is done for a client that has given up'

type Queue = Parameters<typeof answersInTime>[0]

async function judgeQueue(
  stage: Stage,
  { way, queue, claim, text }: { way: string; queue: Queue; claim: Claim; text: string },
): Promise<void> {
  const { violation, late, ...found } = answersInTime(queue)
  const numbers = { inTime: found['in time'], late, finished: found.finished }
  await judge(stage, { way, promise: inTime, claim, text }, violation, numbers)
}

export const queueSizesScene: Scene<World> = {
  id: 'queue-sizes',
  title: 'A bigger queue is not capacity',
  async play(stage) {
    await stage.say(
      'On a virtual clock, 100 requests a second come to one worker that can answer 50, for ten seconds. A client gives up after 500 ms, and the worker does not see that. What finds the queue full is refused at once.',
    )
    const x = { name: 'places', unit: '', scale: 'logarithmic' } as const
    const series = (name: string, traffic: 'even' | 'random', of: 'in time' | 'slowestMs') => ({
      name,
      points: sizes.map((places): [number, number] => [
        places,
        answersInTime({ places }, traffic)[of],
      ]),
    })
    await stage.chart({
      title: 'Answers in time, of 1,000 requests',
      x,
      y: { name: 'answers in time', unit: '', scale: 'linear' },
      series: [
        series('even traffic', 'even', 'in time'),
        series('random traffic', 'random', 'in time'),
      ],
    })
    await stage.chart({
      title: 'The slowest answer',
      x,
      y: { name: 'slowest', unit: 'ms', scale: 'logarithmic' },
      series: [series('even traffic', 'even', 'slowestMs')],
    })
    await stage.table({
      title: 'Even traffic',
      columns: ['places', 'finished in 10 s', 'in time', 'late', 'refused', 'slowest, ms'],
      rows: [0, 1, 10, 24, 25, 100, 1_000].map((places) => {
        const found = answersInTime({ places })
        const { finished, late, refused, slowestMs } = found
        return [places, finished, found['in time'], late, refused, slowestMs]
      }),
    })
    await judgeQueue(stage, {
      way: 'bigger-queue',
      queue: { places: 1_000 },
      claim: 'breaks',
      text: 'The worker finishes 500 requests in ten seconds, with one place and with a thousand. After the first second each client has gone when its answer comes.',
    })
    await judgeQueue(stage, {
      way: 'queue-by-deadline',
      queue: { places: 24 },
      claim: 'holds',
      text: "Little's law gives the size: 50 answers a second times 0.5 s are 25 requests, the one in work included. One place more, and the queue is full of those that will give up. Random traffic needs a margin: 20 places.",
    })
  },
}

export const skippingScene: Scene<World> = {
  id: 'skipping',
  title: 'A queue without a limit that skips',
  async play(stage) {
    await stage.say(
      'The same traffic without a limit. The worker looks at each request first; or it takes the newest one.',
    )
    await judgeQueue(stage, {
      way: 'skip-given-up',
      queue: { skips: 'given up' },
      claim: 'breaks',
      text: 'What is not skipped has waited for nearly 500 ms, and its client gives up during the work.',
    })
    await judgeQueue(stage, {
      way: 'skip-too-late',
      queue: { skips: 'too late' },
      claim: 'holds',
      text: 'A request that cannot be ready in time is skipped. So the deadline has to come with the request. The refused clients still hear nothing for 500 ms, where a 503 comes at once.',
    })
    await judgeQueue(stage, {
      way: 'newest-first',
      queue: { next: 'newest' },
      claim: 'breaks',
      text: 'As many answers in time as with a short queue, but the old requests are still worked on afterwards, the last one after 20 seconds.',
    })
  },
}

export const sheddingScene: Scene<World> = {
  id: 'shedding',
  title: '503 and Retry-After',
  async play(stage) {
    await stage.say('A real Express server takes two requests at once. Carol comes third.')
    const { exchange, statuses } = await recordShedding()
    await stage.exchange(exchange)
    const carol = statuses['carol']!.join(', then ')
    const promise = 'a client that does not fit is told at once when to come back'
    await judge(
      stage,
      {
        way: 'shed-above',
        promise,
        claim: 'holds',
        text: '503 says that the server is full, 429 that this client asks too much. The place is freed by "close", which also comes when a client goes away.',
      },
      carol === '503, then 200' ? undefined : `carol gets ${carol}`,
      { requests: Object.values(statuses).flat().length, refused: 1 },
    )
  },
}

const retryTexts: Record<RetryName, { claim: Claim; text: string }> = {
  'retry-at-once': {
    claim: 'breaks',
    text: 'It is not faster: the worker decides when the last one is answered. Here a refusal costs the server nothing; on a real one 7,700 a second would cost more than the work.',
  },
  'retry-after': {
    claim: 'holds',
    text: 'All come back in the same moment, 25 of them fit, and the worker has nothing to do for the second half of each second.',
  },
  'retry-after-with-jitter': {
    claim: 'holds',
    text: 'Up to a second more, at random: the clients are spread, fewer are refused again, and the worker is idle less.',
  },
}

export const retriesScene: Scene<World> = {
  id: 'retries',
  title: 'What the refused clients do',
  async play(stage) {
    await stage.say(
      'On a virtual clock, 200 clients come at once to a worker that answers 50 a second and has 24 places. Each that gets 503 with Retry-After: 1 asks again.',
    )
    const names = Object.keys(retries) as RetryName[]
    const found = names.map((way) => ({ way, ...allAnswered(way) }))
    await stage.table({
      title: 'Until all have their answer',
      columns: ['clients', 'requests', 'refused', 'last answer, s', 'worker idle, s'],
      rows: found.map(({ way, attempts, refused, lastMs, idleMs }) => [
        way,
        attempts,
        refused,
        lastMs / 1_000,
        idleMs / 1_000,
      ]),
    })
    const promise = 'all are answered, and none asks more than ten times on average'
    for (const { way, violation, attempts, refused } of found) {
      await judge(stage, { way, promise, ...retryTexts[way] }, violation, { attempts, refused })
    }
  },
}
