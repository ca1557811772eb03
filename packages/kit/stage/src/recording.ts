import type { RaceMap, ServerLabel, StageEvent } from './events.ts'

/** One run of a demo, and the orders of its races: what READMEs, tests and static pages show. */
export interface Recording {
  /** The demo's id. */
  id: string
  servers: ServerLabel[]
  /** The scenes to play first, as the demo has them. */
  headline: string[]
  /** By the scene's id, in the order of the demo. */
  scenes: Record<string, RecordedScene>
}

export interface RecordedScene {
  /** From `scene` to the last `verdict`, without what only says how far long work is. */
  events: StageEvent[]
  /** By the race's id. */
  races: Record<string, RecordedRace>
}

type Moment = Extract<StageEvent, { actor: string }>

export interface RecordedRace {
  map: RaceMap
  /** Each different moment once; most orders show the same ones in another order. */
  moments: Moment[]
  /** Every order that was run, by its schedule. */
  orders: Record<string, RecordedOrder>
  /** Whether these are all orders of the race; else only the simplest of each outcome. */
  isWhole: boolean
}

export interface RecordedOrder {
  /** Places in `moments`. */
  moments: number[]
  violation?: string
}
