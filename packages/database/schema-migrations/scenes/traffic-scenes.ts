import { comparison, judge, showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  alterAtOnce,
  answersEveryRequest,
  lockNowait,
  lockTimeout,
  lockTimeoutRetry,
  runLive,
} from '../src/index.ts'
import type { AddEmail, LiveRun } from '../src/index.ts'
import type { World } from './open-world.ts'

const promise = 'every request is answered while a column is added'

const text = {
  'alter-at-once':
    'The migration needs the table for itself and waits for the report. Every later request waits behind the migration, though it would not disturb the report.',
  'lock-timeout-retry':
    'After 50 ms the migration leaves the queue, and the requests pass. In the pause the report ends, and the second try adds the column.',
}

export const alterAtOnceScene: Scene<World> = {
  id: 'alter-at-once',
  title: 'alter table behind a long read stops all requests',
  async play(stage, { db }) {
    await stage.say(
      'A report has read the table, and its transaction is open. A migration adds a column. Then five requests read one row by its key; each is given up after 400 ms.',
    )
    const { queue, requests, failed, migration } = await runAndKeep(db, alterAtOnce)
    await stage.table({
      title: 'Who waits for whom, as pg_blocking_pids says',
      columns: ['statement', 'waits for'],
      rows: queue.map(({ statement, waitsFor }) => [statement, waitsFor.join('; ')]),
    })
    await judgeLive(stage, 'alter-at-once', 'breaks', { requests, failed, migration })
  },
}

export const lockTimeoutRetryScene: Scene<World> = {
  id: 'lock-timeout-retry',
  title: 'Wait for the lock for 50 ms only, and try again',
  async play(stage, { db }) {
    await stage.say(
      'The same, with set local lock_timeout = 50 ms before the alter table. The report ends while the migration pauses between its tries.',
    )
    await judgeLive(stage, 'lock-timeout-retry', 'holds', await runAndKeep(db, lockTimeoutRetry))
  },
}

async function runAndKeep(db: World['db'], addEmail: AddEmail): Promise<LiveRun> {
  const run = await runLive(db, addEmail)
  db.shown.set(addEmail, run)
  return run
}

function judgeLive(
  stage: Parameters<Scene<World>['play']>[0],
  way: keyof typeof text,
  claim: Claim,
  { requests, failed, migration }: { requests: number; failed: number; migration: string },
): Promise<void> {
  const violation =
    failed > 0
      ? `${failed} of ${requests} requests fail`
      : migration === 'added'
        ? undefined
        : `the migration ${migration}`
  return judge(stage, { way, promise, claim, text: text[way] }, violation, { requests, failed })
}

export const everyOrderScene: Scene<World> = {
  id: 'every-order',
  title: 'The same in every order, with one request',
  async play(stage, { db }) {
    await stage.say('A report, a migration and a request, in every order of their steps.')
    await showRace(stage, answersEveryRequest(db, alterAtOnce), {
      way: 'alter-at-once',
      promise,
      claim: 'breaks',
      play: { title: 'The simplest order in which the request gets no answer' },
      text: 'The request fails when it comes after the migration, and the migration after the report.',
    })
    await showRace(stage, answersEveryRequest(db, lockTimeoutRetry), {
      way: 'lock-timeout-retry',
      promise,
      claim: 'holds',
      play: {
        title: 'The same order: the migration leaves the queue',
        schedule: 'report×2 migration×3 request×2 fire(migration)',
      },
      text: 'The request waits for 50 ms at most per try. Where the report never ends, the migration gives up after its second try.',
    })
  },
}

const ways: [way: string, AddEmail, Claim, price: string][] = [
  ['alter-at-once', alterAtOnce, 'breaks', 'an outage as long as the longest read'],
  ['lock-timeout', lockTimeout, 'holds', 'the deploy fails when the table is busy'],
  ['lock-timeout-retry', lockTimeoutRetry, 'holds', 'requests stall for 50 ms a try'],
  ['lock-nowait', lockNowait, 'holds', 'a busy table is seldom free at once'],
]

export const waysCompared = comparison<World>({
  promise,
  best: 'lock-timeout-retry',
  answer:
    'Say: "Alter table needs the table for itself. It waits behind the longest open transaction, and every later request waits behind it. I set a short lock_timeout and retry. A change that old code cannot live with I make in steps: expand, copy, deploy, contract, so that both versions work at every moment. What reads the whole table I do without stopping writes: create index concurrently, constraints not valid and then validated."',
  async ways({ db }) {
    const compared = []
    for (const [way, addEmail, claim, price] of ways) {
      // What its scene has just shown counts: a run is mostly waiting. Alone the table runs each way.
      const shown = db.shown.get(addEmail)
      db.shown.delete(addEmail)
      const { requests, failed, migration } = shown ?? (await runLive(db, addEmail))
      const observed: Claim = failed === 0 ? 'holds' : 'breaks'
      compared.push({ way, claim, observed, counts: { requests, failed, migration }, price })
    }
    return compared
  },
})
