import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { add, exponential, openBullmq, playTheQueue, takeInOrder } from '../src/index.ts'
import type { World } from '../src/index.ts'

export const orderScene: Scene<World> = {
  id: 'priority-and-delay',
  title: 'Priority and delay',
  async play(stage, world) {
    const { plain } = world.db
    await using bullmq = await openBullmq(world)
    await stage.say(
      'Five jobs are added: with priority 5, with 1, without one, again with 1, and one with priority 1 that is delayed by 10 seconds. A worker takes what it gets.',
    )
    await plain.query('truncate jobs restart identity')
    const jobs = { p5: 5, p1: 1, none: undefined, 'p1-too': 1 }
    await add(plain, { email: 'delayed@x.org', priority: 1, visibleAtMs: 10_000 })
    for (const [name, priority] of Object.entries(jobs)) {
      await add(plain, { email: `${name}@x.org`, ...(priority !== undefined && { priority }) })
    }
    const played = await playTheQueue(plain, {
      work: () => 'succeeds',
      attempts: 1,
      pauseMs: exponential,
    })
    const ours = played.map(({ atMs, email: to }) => `${atMs / 1_000} ${to.split('@')[0]}`)
    const theirs = await takeInOrder(bullmq)
    await stage.table({
      title: 'Second and job',
      columns: ['queue', 'first', 'second', 'third', 'fourth', 'fifth'],
      rows: [
        ['PostgreSQL', ...ours],
        ['BullMQ', ...theirs],
      ],
    })
    const promise = 'the smallest priority first, and none before it is due'
    const right = '0 none,0 p1,0 p1-too,0 p5,10 delayed'
    await judge(
      stage,
      {
        way: 'one-column-for-time',
        promise,
        claim: 'holds',
        text: 'Priority chooses among the jobs that are due. In both queues a job without a priority comes first: it is 0. Nothing here keeps priority 5 from waiting for ever.',
      },
      ours.join() === right && theirs.join() === right ? undefined : 'the order is another one',
      { jobs: ours.length },
    )
  },
}
