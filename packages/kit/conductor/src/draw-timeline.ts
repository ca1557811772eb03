import { describeMoment } from './describe-moment.ts'
import type { Timeline } from './timeline.ts'

/** Writes a recorded run as plain text, one line a moment, for messages of failed tests. */
export function drawTimeline({ actors, moments }: Timeline): string {
  const width = Math.max(...actors.map((actor) => actor.length))
  return moments
    .map((moment) => `  ${moment.actor.padEnd(width)}  ${describeMoment(moment)}`)
    .join('\n')
}
