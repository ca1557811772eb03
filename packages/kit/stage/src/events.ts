import type { Moment } from '@lab/conductor'

/** A server that a demo runs on, as printed on its first line. */
export interface ServerLabel {
  /** As `needs` has it: `postgres`. */
  service: string
  /** As people write it: `PostgreSQL`. */
  name: string
  version: string
  source: 'yours' | 'containers' | 'embedded'
}

/** An axis of a chart: what is measured and in which unit. */
export interface Axis {
  name: string
  unit: string
  /**
   * Default: logarithmic when all values are positive and span two decades or more. Say which where
   * the values are measured, or the axis changes from run to run. Logarithmic takes positive values.
   */
  scale?: 'linear' | 'logarithmic'
}

export type Claim = 'holds' | 'breaks'

/**
 * Everything that a demo can show. Every view (terminal, NDJSON, Markdown, SVG, browser) draws
 * from these and from nothing else.
 */
export type StageEvent =
  | {
      type: 'demo'
      id: string
      title: string
      question: string
      servers: ServerLabel[]
      /** Set when only some of the demo's scenes are played. */
      part?: { scenes: number; of: number }
    }
  | { type: 'scene'; id: string; title: string }
  | { type: 'say'; text: string }
  /** A race that can be run again, in other orders: `lab demo <concept> --scene … --replay …`. */
  | ({ type: 'race'; actors: string[] } & RaceName)
  /** Begins a timeline; of which race, if it is one that was offered. */
  | { type: 'timeline'; title: string; schedule: string; actors: string[]; race?: string }
  | Moment
  /** Ends a timeline: why the invariant does not hold after it, or undefined when nothing is wrong. */
  | { type: 'invariant'; violation: string | undefined }
  | {
      type: 'table'
      title: string
      columns: string[]
      rows: (string | number)[][]
      /** Where rows are ways: how the orders of each end; null for one that is no race. */
      outcomes?: (OutcomeCounts | null)[]
    }
  | {
      type: 'chart'
      title: string
      x: Axis
      y: Axis
      series: { name: string; points: [x: number, y: number][] }[]
    }
  | Exchange
  | Tree
  | Waterfall
  | Listing
  | RaceMap
  | RaceAttempt
  | { type: 'progress'; text: string; done: number; total: number | undefined }
  | Verdict

/** Who sent what to whom, in the order in which it passed; recorded on the wire. */
export interface Exchange {
  type: 'exchange'
  title: string
  /** In the order of their lanes. A party that is not named here comes after them. */
  parties: string[]
  messages: ExchangeMessage[]
  /** How many more messages passed after these, which are not kept. */
  omitted?: number
}

export interface ExchangeMessage {
  from: string
  to: string
  /** The first line as it is written: `GET /orders`, `429 Too Many Requests`, `INCR hits:7`. */
  text: string
  kind: 'request' | 'reply' | 'message'
  /** Those that matter, as `Retry-After`. */
  fields?: { name: string; value: string }[]
  body?: string
  /** Whether it refuses or fails. Default: `ok`. */
  outcome?: 'ok' | 'error'
  /** Milliseconds since the recording began. Left out where it would differ from run to run. */
  atMs?: number
}

/** What has parts: a plan with its rows, a repository’s objects. */
export interface Tree {
  type: 'tree'
  title: string
  /** What each node's `values` are. Those that differ from run to run say `measured`. */
  columns: { name: string; unit?: string; measured?: boolean }[]
  root: TreeNode
}

export interface TreeNode {
  label: string
  /** More of the same node, a line each, as a condition. */
  detail?: string[]
  /** One for each column; null where it has none. */
  values: (number | string | null)[]
  /** What is to be seen here, in words. */
  mark?: string
  children: TreeNode[]
}

/** What took how long in which process, as the spans of a trace. All its times are measured. */
export interface Waterfall {
  type: 'waterfall'
  title: string
  /** In the order in which they begin, each after the one that it is a part of. */
  spans: WaterfallSpan[]
  /** How many more there are, which are not kept. */
  omitted?: number
}

export interface WaterfallSpan {
  name: string
  /** The kind of process, as `orchestrator`. */
  who: string
  /** Milliseconds since the first of all began. */
  startMs: number
  endMs: number
  /** The place in `spans` of what it is a part of. */
  parent?: number
  /** Default: `ok`. */
  outcome?: 'ok' | 'error'
  /** More of it, as a statement. Only a page shows it. */
  detail?: string
}

/** A few lines of code or text, or the difference between two. */
export interface Listing {
  type: 'listing'
  title: string
  /** Where the lines are from, as `src/row-lock.ts`. */
  source?: string
  /** A file's ending, as `ts`. */
  language?: string
  lines: ListingLine[]
}

export interface ListingLine {
  /** In its file, from 1; a removed line's in the file that has it. */
  number?: number
  text: string
  /** An omitted line stands for those that are left out, and says so in its text. */
  mark?: 'added' | 'removed' | 'here' | 'omitted'
}

/** How a scene calls a race. */
export interface RaceName {
  /** The way that it runs, as `row-lock`. */
  way: string
  /** Which of the way's races, as `twoBuyers`; empty when it has one. */
  name: string
  /** Both, as `row-lock/twoBuyers`. */
  id: string
}

/** How an order ends. The last two are errors to retry: nothing is lost, and its client runs it again. */
export type OutcomeKind = 'holds' | 'breaks' | 'deadlock' | 'serialization failure'

/** How many orders end how. */
export type OutcomeCounts = Partial<Record<OutcomeKind, number>>

/** Every order of a race with its outcome. Only made when it is asked for. */
export interface RaceMap {
  type: 'map'
  race: string
  actors: string[]
  /** What each actor's steps are, in the order in which it goes on alone longest. */
  steps: Record<string, string[]>
  /** How many orders there are. */
  schedules: number
  /** Whether these are all, or only those within the bound of the race's exploration. */
  exhaustive: boolean
  outcomes: {
    kind: OutcomeKind
    /** How each actor ended. */
    endings: Record<string, string>
    /** Why the invariant is broken; undefined when it holds. */
    violation: string | undefined
    schedules: number
    simplest: string
    /** All orders that end so; undefined when the race has too many to list. */
    orders: string[] | undefined
  }[]
}

/** How far an order that a person asked for can be followed; its timeline comes next. */
export interface RaceAttempt {
  type: 'attempt'
  race: string
  /** As asked for. */
  schedule: string
  /** The steps that were taken as asked. */
  followed: string
  /** What they show: so many of the timeline's first moments. Then each actor goes on to its end. */
  moments: number
  /** The first step that is impossible, because its actor waits or has ended. */
  refused: string | undefined
  /** Each step that can be taken next, as a word of a schedule. */
  next: string[]
}

/** Closes a scene: what the concept claims, what this run showed, and the numbers behind it. */
export interface Verdict {
  type: 'verdict'
  scene: string
  /** The way that was judged: the file's name, as `row-lock`. */
  way: string
  /** What was asked of the way, as `one ticket is sold once`. */
  promise?: string
  claim: Claim
  observed: Claim
  text: string
  numbers: Record<string, number>
  /** Of races: how their orders end. */
  outcomes?: OutcomeCounts
}
