import type { RaceMap, StageEvent } from '@lab/stage'
import { countsOf, countsText } from '@lab/stage/lattice'
import { chartSvg, eventSvg, latticeSvg, timelineSvg } from '@lab/stage/svg'
import { MisuseError } from './misuse-error.ts'

export interface Picture {
  svg: string
  /** What it shows, for a reader who does not see it. */
  alt: string
}

type Moment = Parameters<typeof timelineSvg>[0]['timeline']['moments'][number]

/**
 * Draws a recorded scene: its first timeline with the verdict that follows, or its first chart; if it
 * has neither, its first exchange, tree, waterfall or listing.
 *
 * @throws {MisuseError} If the scene shows none of them.
 */
export function scenePicture(events: StageEvent[], scene: string): Picture {
  const firstOf = (types: StageEvent['type'][]) =>
    events.findIndex(({ type }) => types.includes(type))
  const ofARun = firstOf(['timeline', 'chart'])
  const start = ofARun < 0 ? firstOf(['exchange', 'tree', 'waterfall', 'listing']) : ofARun
  const event = events[start]
  switch (event?.type) {
    case 'chart':
      return { svg: chartSvg(event), alt: event.title }
    case 'exchange':
    case 'tree':
    case 'waterfall':
    case 'listing':
      return { svg: eventSvg(event), alt: event.title }
    case 'timeline':
      return timelinePicture(events, start, event)
    default:
      throw new MisuseError(
        `Cannot draw scene "${scene}": it shows no timeline, chart, exchange, tree, waterfall or listing`,
      )
  }
}

function timelinePicture(
  events: StageEvent[],
  start: number,
  event: Extract<StageEvent, { type: 'timeline' }>,
): Picture {
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

/**
 * Draws the map of a race: the orders of its two actors as paths.
 *
 * @throws {MisuseError} If it has other than two actors, or too many orders to list.
 */
export function mapPicture(map: RaceMap): Picture {
  const counts = countsText(map.schedules, countsOf(map))
  try {
    return {
      svg: latticeSvg(map),
      alt: `All orders of ${map.actors.join(' and ')} in ${map.race}. ${counts}`,
    }
  } catch (error) {
    throw error instanceof RangeError ? new MisuseError(error.message) : error
  }
}
