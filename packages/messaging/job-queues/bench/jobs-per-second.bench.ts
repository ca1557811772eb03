import { median } from '@lab/stage/median'
import { Worker } from 'bullmq'
import { PgBoss } from 'pg-boss'
import { openBullmq } from '../src/bullmq/open-bullmq.ts'
import { openWorld } from '../src/index.ts'
import { complete } from '../src/queue/complete.ts'
import { take } from '../src/queue/take.ts'

// Jobs per second: each is taken alone, nothing is done, and it is completed. The queue of this
// concept and pg-boss take turns on one PostgreSQL, BullMQ beside them on Redis, in one run.
// pg-boss and BullMQ keep what is done, as they do unless told otherwise; so does ours.

const jobs = 1_000
const rounds = 15

await using world = await openWorld()
await using bullmq = await openBullmq(world)
const { plain: pool } = world.db
const db = { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) }
const boss = new PgBoss({ db, supervise: false, schedule: false })
await boss.start()
await boss.createQueue('mails')
const connection = world.space.client({ maxRetriesPerRequest: null })
const worker = new Worker('mails', undefined, { connection, autorun: false })
await worker.waitUntilReady()
const email = 'carol@example.org'

interface Queue {
  fill(): Promise<unknown>
  /** Runs one job, and says whether there was one. */
  runNext(): Promise<boolean>
}

const queues: Record<string, Queue> = {
  'skip-locked': {
    async fill() {
      await pool.query('truncate jobs restart identity')
      await pool.query('insert into jobs (email) select $1 from generate_series(1, $2::int)', [
        email,
        jobs,
      ])
    },
    async runNext() {
      const job = await take(pool, Date.now())
      if (job === undefined) return false
      await complete(pool, job)
      return true
    },
  },
  'pg-boss': {
    async fill() {
      await boss.deleteAllJobs('mails')
      const each = { data: { email } }
      await boss.insert(
        'mails',
        Array.from({ length: jobs }, () => each),
      )
    },
    async runNext() {
      const [job] = await boss.fetch('mails', { includeMetadata: true })
      if (job === undefined) return false
      await boss.complete('mails', job)
      return true
    },
  },
  BullMQ: {
    async fill() {
      await bullmq.redis.flushdb()
      const each = { name: 'mail', data: { email } }
      await bullmq.queue.addBulk(Array.from({ length: jobs }, () => each))
    },
    async runNext() {
      const job = await worker.getNextJob('worker', { block: false })
      if (job === undefined) return false
      await job.moveToCompleted(undefined, 'worker', false)
      return true
    },
  },
}

const { db: opened, space } = world
console.log(
  `PostgreSQL ${opened.server.version}, Redis ${space.server.version} (${space.server.source})`,
)
for (const workers of [1, 8]) {
  const found = Object.fromEntries(Object.keys(queues).map((name) => [name, [] as number[]]))
  for (let round = -2; round < rounds; round++) {
    for (const [name, queue] of Object.entries(queues)) {
      const perSecond = await measure(queue, workers)
      if (round >= 0) found[name]!.push(perSecond)
    }
  }
  for (const [name, rates] of Object.entries(found)) {
    const ratios = rates.map((rate, round) => rate / found['pg-boss']![round]!)
    console.log(
      `${workers} at once  ${name.padEnd(12)} ${median(rates).toFixed(0).padStart(6)}/s  ` +
        `${median(ratios).toFixed(2)} of pg-boss`,
    )
  }
}
await worker.close()
await boss.stop()

async function measure(queue: Queue, workers: number): Promise<number> {
  await queue.fill()
  let done = 0
  const from = performance.now()
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (await queue.runNext()) done++
    }),
  )
  if (done !== jobs) throw new Error(`Cannot measure: ${jobs} jobs must run, received ${done}`)
  return (jobs / (performance.now() - from)) * 1_000
}
