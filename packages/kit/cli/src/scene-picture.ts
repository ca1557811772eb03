import type { StageEvent } from '@lab/stage'
import { chartSvg, timelineSvg } from '@lab/stage/svg'
import { MisuseError } from './misuse-error.ts'

type Moment = Parameters<typeof timelineSvg>[0]['timeline']['moments'][number]

/**
 * Draws a recorded scene: its first timeline with the verdict that follows, or its first chart.
 *
 * @throws {MisuseError} If the scene shows neither.
 */
export function scenePicture(events: StageEvent[], scene: string): { svg: string; alt: string } {
  const start = events.findIndex((event) => event.type === 'timeline' || event.type === 'chart')
  const event = events[start]
  if (event?.type === 'chart') return { svg: chartSvg(event), alt: event.title }
  if (event?.type !== 'timeline')
    throw new MisuseError(`Cannot draw scene "${scene}": it shows no timeline and no chart`)
  const end = events.findIndex((one, index) => index > start && one.type === 'invariant')
  const invariant = events[end]
  const verdict = events.slice(end).find((one) => one.type === 'verdict')
  const svg = timelineSvg({
    title: event.title,
    timeline: {
      schedule: event.schedule,
      actors: event.actors,
      moments: events.slice(start + 1, end) as Moment[],
      violation: invariant?.type === 'invariant' ? invariant.violation : undefined,
    },
    ...(verdict === undefined ? {} : { verdict }),
  })
  return { svg, alt: verdict === undefined ? event.title : `${event.title}. ${verdict.text}` }
}
