import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { heedsTheHolder, reportByAttempt, reportById } from '../src/index.ts'
import type { World } from '../src/index.ts'

const promise = 'only the worker that took the job last changes it'

export const lateReportScene: Scene<World> = {
  id: 'late-report',
  title: 'A late worker gives back a job that it no longer has',
  async play(stage, world) {
    await stage.say(
      'Alice has a job. Her call times out after 40 seconds, and she gives the job back to be retried. Her lease has ended: bob has the job, or has done it. Bob runs two jobs at a time, so he asks for another one while he works.',
    )
    await showRace(stage, heedsTheHolder(world, reportById), {
      way: 'report-by-id',
      promise,
      claim: 'breaks',
      play: { title: "Alice's report opens a job that is done" },
      text: 'The report of a late worker ends the lease of the next one, or opens a job that is done: it runs a third time.',
    })
    await showRace(stage, heedsTheHolder(world, reportByAttempt), {
      way: 'report-by-attempt',
      promise,
      claim: 'holds',
      text: '`where id = $1 and attempt = $2`: the row knows a higher attempt, and no row changes.',
    })
  },
}
