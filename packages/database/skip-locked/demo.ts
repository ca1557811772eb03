import { comparedRaces, comparison, concept, showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import manifest from './package.json' with { type: 'json' }
import { bestSeatsScene } from './scenes/best-seats-scene.ts'
import { givesEachWorkerAJob, lockFirstJob, readThenClaim, skipLocked } from './src/index.ts'
import type { ClaimJob } from './src/index.ts'
import { openDatabase } from './src/open-database.ts'

const open = async () => ({ db: await openDatabase() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'each worker gets a job of its own'
const workers = ['alice', 'bob']
const wayFile = (way: string) => new URL(`src/work-queue/${way}.ts`, import.meta.url)

function claiming(
  way: string,
  claim: ClaimJob,
  scene: {
    title: string
    say: string
    claim: 'holds' | 'breaks'
    play: { title: string; schedule?: string }
    text: string
  },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { db }) {
      await stage.say(scene.say)
      if (scene.claim === 'holds') {
        const part = {
          title: `What ${way} changes in read-then-claim`,
          from: 'return inTransaction',
        }
        await stage.listing(await differenceOf(wayFile('read-then-claim'), wayFile(way), part))
      }
      await showRace(stage, givesEachWorkerAJob(db, claim, workers), { ...scene, way, promise })
    },
  }
}

export const demo = concept<World>(manifest, {
  open,
  ahead: true,
  headline: ['read-then-claim', 'skip-locked', 'ways-compared'],
  scenes: [
    claiming('read-then-claim', readThenClaim, {
      title: 'Two workers take the same job',
      say: 'Two jobs are free, and two workers ask for work. Each reads the first free job, then marks it as taken.',
      claim: 'breaks',
      play: { title: 'Both take job 1' },
      text: 'Both workers read job 1 as free. It is done twice, and job 2 is not done.',
    }),
    claiming('lock-first-job', lockFirstJob, {
      title: 'select ... limit 1 for update',
      say: 'The same code, but the read locks the job.',
      claim: 'holds',
      play: {
        title: 'The second worker waits for job 1, then takes job 2',
        schedule: 'alice×2 bob×2 alice×2 bob×2',
      },
      text: 'After the wait PostgreSQL checks the row again, finds it taken and goes on to the next one. It is correct, but the workers take turns.',
    }),
    claiming('skip-locked', skipLocked, {
      title: 'select ... limit 1 for update skip locked',
      say: 'The read locks the first free job that no other worker has locked.',
      claim: 'holds',
      play: {
        title: 'The second worker takes job 2 at once',
        schedule: 'alice×2 bob×4 alice×2',
      },
      text: 'No worker waits in any order: the read passes over a job that another worker has locked.',
    }),
    bestSeatsScene,
    comparison<World>({
      promise,
      best: 'skip-locked',
      answer:
        'Say: "Two workers must not read the same free row. I select it with for update skip locked inside the transaction that marks it: a locked row is passed over, so each worker gets another job and none waits. Plain for update is correct too, but the workers queue for the first row. If a worker dies, its lock goes with its connection and the job is free again."',
      ways: ({ db }) => {
        const race = (claim: ClaimJob) => givesEachWorkerAJob(db, claim, workers)
        return comparedRaces([
          {
            way: 'read-then-claim',
            race: race(readThenClaim),
            claim: 'breaks',
            price: 'a job is done twice',
          },
          {
            way: 'lock-first-job',
            race: race(lockFirstJob),
            claim: 'holds',
            price: 'workers wait in a queue',
          },
          {
            way: 'skip-locked',
            race: race(skipLocked),
            claim: 'holds',
            price: 'jobs may finish out of order',
          },
        ])
      },
    }),
  ],
})
