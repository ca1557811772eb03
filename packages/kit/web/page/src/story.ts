import type { StageEvent, Verdict } from '@lab/stage'
import { createImplicitSteps } from '@lab/stage/implicit-steps'

type Event<Type extends StageEvent['type']> = Extract<StageEvent, { type: Type }>

export type Moment = Extract<StageEvent, { actor: string }>

/** A recorded run, as far as it is shown. */
export interface TimelineBlock {
  kind: 'timeline'
  title: string
  schedule: string
  actors: string[]
  race: string | undefined
  moments: Moment[]
  /** What the invariant said; undefined as long as the timeline goes on. */
  end: { violation: string | undefined } | undefined
}

export type Block =
  | { kind: 'say'; text: string }
  | { kind: 'table'; table: Event<'table'> }
  | { kind: 'chart'; chart: Event<'chart'> }
  | { kind: 'exchange'; exchange: Event<'exchange'> }
  | { kind: 'tree'; tree: Event<'tree'> }
  | { kind: 'waterfall'; waterfall: Event<'waterfall'> }
  | { kind: 'listing'; listing: Event<'listing'> }
  | { kind: 'verdict'; verdict: Verdict }
  | TimelineBlock

const silent = new Set(['demo', 'scene', 'race', 'map', 'attempt', 'progress'])

/**
 * The events that a person sees one after the other. What has become one stays one when more events
 * come in.
 */
export function beatsOf(events: readonly StageEvent[]): StageEvent[] {
  let implicit = createImplicitSteps()
  return events.flatMap((event): StageEvent[] => {
    if (silent.has(event.type)) return []
    if ('actor' in event) return implicit.add(event)
    if (event.type === 'invariant') return [...implicit.end(), event]
    if (event.type === 'timeline') implicit = createImplicitSteps()
    return [event]
  })
}

/** Puts beats together to what is drawn. */
export function tellStory(beats: readonly StageEvent[]): Block[] {
  const blocks: Block[] = []
  let timeline: TimelineBlock | undefined
  for (const beat of beats) {
    if ('actor' in beat) timeline?.moments.push(beat)
    else if (beat.type === 'invariant') {
      if (timeline) timeline.end = { violation: beat.violation }
    } else if (beat.type === 'timeline') {
      const { title, schedule, actors, race } = beat
      timeline = { kind: 'timeline', title, schedule, actors, race, moments: [], end: undefined }
      blocks.push(timeline)
    } else if (beat.type === 'say') blocks.push({ kind: 'say', text: beat.text })
    else if (beat.type === 'table') blocks.push({ kind: 'table', table: beat })
    else if (beat.type === 'chart') blocks.push({ kind: 'chart', chart: beat })
    else if (beat.type === 'exchange') blocks.push({ kind: 'exchange', exchange: beat })
    else if (beat.type === 'tree') blocks.push({ kind: 'tree', tree: beat })
    else if (beat.type === 'waterfall') blocks.push({ kind: 'waterfall', waterfall: beat })
    else if (beat.type === 'listing') blocks.push({ kind: 'listing', listing: beat })
    else if (beat.type === 'verdict') blocks.push({ kind: 'verdict', verdict: beat })
  }
  return blocks
}
