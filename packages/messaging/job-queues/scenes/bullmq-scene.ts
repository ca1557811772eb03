import type { Timeline } from '@lab/conductor'
import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { openBullmq, recoversAStalledJob } from '../src/index.ts'
import type { World } from '../src/index.ts'
import { promise } from './ways.ts'

export const bullmqScene: Scene<World> = {
  id: 'bullmq',
  title: 'The same with BullMQ on Redis',
  async play(stage, world) {
    await stage.say(
      "BullMQ 6.7 gives each job a lock of 30 seconds and renews it by a timer. A process that stands still renews nothing. Every 30 seconds a worker looks for stalled jobs: the first look marks what is active, the next one gives away what is marked and has no lock. The steps are BullMQ's own scripts. Alice has the job, and the first look is over.",
    )
    await using bullmq = await openBullmq(world)
    for (const key of ['none', 'of the job'] as const) {
      const race = recoversAStalledJob(world, bullmq, { key })
      const { schedules, violations } = await race.explore()
      const withKey = key === 'of the job'
      if (!withKey) {
        const order = 'fire(bob) bob×2 fire(alice) alice bob×2 alice'
        await stage.play('The stalled job is given to bob', byScript(await race.replay(order)))
      }
      await judge(
        stage,
        {
          way: withKey ? 'bullmq-with-key' : 'bullmq',
          promise,
          claim: withKey ? 'holds' : 'breaks',
          text: withKey
            ? 'The job runs twice, and the provider sends the mail once.'
            : 'BullMQ checks its token at the end, as fencing-token does: "Missing lock", or "Lock mismatch" while bob has the job. The mail is out by then.',
        },
        violations > 0 ? 'Both workers mail' : undefined,
        { orders: schedules, broken: violations },
      )
    }
  },
}

/** The scripts of BullMQ by name: their keys and packed arguments are for the library. */
function byScript(timeline: Timeline): Timeline {
  return {
    ...timeline,
    moments: timeline.moments.map((moment) => {
      if (moment.type !== 'step') return moment
      const [script, version] = moment.statement.split(' ')[0]!.split(':')
      if (version === undefined) return moment
      const { reply } = moment
      const text = /mail-1/.test(reply.text) ? 'mail-1' : reply.text
      return { ...moment, statement: script!, reply: { ...reply, text } }
    }),
  }
}
