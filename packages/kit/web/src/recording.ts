import type { RaceMap, StageEvent } from '@lab/stage'
import type { ConceptPage } from './protocol.ts'

type Moment = Extract<StageEvent, { actor: string }>

/** A race as a static site keeps it. */
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

/** A concept as a static site keeps it: one run of each scene, and the orders of its races. */
export interface RecordedConcept {
  page: ConceptPage
  scenes: Record<string, { events: StageEvent[]; races: Record<string, RecordedRace> }>
}
