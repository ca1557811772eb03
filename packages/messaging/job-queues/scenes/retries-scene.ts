import { judge } from '@lab/stage'
import type { Scene, Stage } from '@lab/stage'
import { seededRandom } from '@lab/stage/seeded-random'
import {
  add,
  busiestTenth,
  dieUntilDead,
  exponential,
  failUntilDead,
  openBullmq,
  playTheQueue,
  withFullJitter,
} from '../src/index.ts'
import type { World } from '../src/index.ts'

const retries = { attempts: 4, pauseMs: exponential }
const email = 'carol@example.org'
const seconds = (attempts: { atMs: number }[]) =>
  attempts.map(({ atMs }) => atMs / 1_000).join(', ')

export const retriesScene: Scene<World> = {
  id: 'retries',
  title: 'Retries, and what happens when they are used up',
  async play(stage, world) {
    await using bullmq = await openBullmq(world)
    await stage.say(
      'A job has four attempts, with pauses of 1, 2 and 4 seconds. In PostgreSQL one column does all of it: the moment from which a worker may take the job. The time is that of the queue: the lab goes from one due job to the next.',
    )
    const back = await play(world, (now) => (now < 5_000 ? 'fails' : 'succeeds'))
    const fails = await play(world, () => 'fails')
    const dies = await play(world, () => 'dies')
    const [failed, died] = [await failUntilDead(bullmq, 4), await dieUntilDead(bullmq, 4)]
    await stage.table({
      title: 'One job, four attempts',
      columns: ['what happens', 'queue', 'taken', 'at second', 'ends as', 'last error'],
      rows: [
        ['provider back after 5 s', 'PostgreSQL', 4, seconds(back.attempts), back.state, '503'],
        [
          'provider stays away',
          'PostgreSQL',
          4,
          seconds(fails.attempts),
          fails.state,
          fails.reason,
        ],
        [
          'provider stays away',
          'BullMQ',
          failed.runs,
          secondsOf(failed.pausesMs),
          failed.state,
          failed.reason!,
        ],
        [
          'each worker dies',
          'PostgreSQL',
          dies.attempts.length,
          seconds(dies.attempts),
          dies.state,
          dies.reason,
        ],
        ['each worker dies', 'BullMQ', died.runs, '', died.state, died.reason!],
      ],
    })
    await showJitter(stage)
    const promise = 'a job that always fails comes to an end, and is kept'
    const isDead = fails.state === 'dead' && dies.state === 'dead'
    await judge(
      stage,
      {
        way: 'attempts-counted-when-taken',
        promise,
        claim: 'holds',
        text: 'A job that kills its worker never reports a failure, so an attempt counts when it is taken. BullMQ does not count a stall as an attempt: maxStalledCount, 1 by default, ends it.',
      },
      isDead ? undefined : 'a job goes on for ever',
      { failed: fails.attempts.length, died: dies.attempts.length },
    )
  },
}

const secondsOf = (pausesMs: number[]) => {
  let at = 0
  return [0, ...pausesMs.map((pause) => (at += pause) / 1_000)].join(', ')
}

/** One job in PostgreSQL, until there is nothing to wait for. */
async function play(
  { db: { plain } }: World,
  work: (nowMs: number) => 'succeeds' | 'fails' | 'dies',
): Promise<{ attempts: { atMs: number }[]; state: string; reason: string }> {
  await plain.query('truncate jobs restart identity')
  await add(plain, { email })
  const attempts = await playTheQueue(plain, { work: (_, now) => work(now), ...retries })
  const { rows } = await plain.query('select state, last_error from jobs')
  return { attempts, state: rows[0].state, reason: rows[0].last_error }
}

async function showJitter(stage: Stage): Promise<void> {
  await stage.say(
    'A thousand jobs fail at the same moment. How many come back within the same tenth of a second, after the first failure and after the third?',
  )
  const spread = withFullJitter(seededRandom(1))
  await stage.table({
    title: 'In the busiest tenth of a second',
    columns: ['failure', 'exponential', 'with full jitter'],
    rows: [1, 3].map((attempt) => [
      attempt,
      busiestTenth(exponential, attempt),
      busiestTenth(spread, attempt),
    ]),
  })
}
