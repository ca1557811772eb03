import type { Moment } from '@lab/conductor'

/** A server that a demo runs on, as printed on its first line. */
export interface ServerLabel {
  service: 'postgres' | 'redis' | 'kafka'
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
  | { type: 'demo'; id: string; title: string; question: string; servers: ServerLabel[] }
  | { type: 'scene'; id: string; title: string }
  | { type: 'say'; text: string }
  | { type: 'timeline'; title: string; schedule: string; actors: string[] }
  | Moment
  /** Ends a timeline: why the invariant does not hold after it, or undefined when nothing is wrong. */
  | { type: 'invariant'; violation: string | undefined }
  | { type: 'table'; title: string; columns: string[]; rows: (string | number)[][] }
  | {
      type: 'chart'
      title: string
      x: Axis
      y: Axis
      series: { name: string; points: [x: number, y: number][] }[]
    }
  | { type: 'progress'; text: string; done: number; total: number | undefined }
  | Verdict

/** Closes a scene: what the concept claims, what this run showed, and the numbers behind it. */
export interface Verdict {
  type: 'verdict'
  scene: string
  /** The way that was judged: the file's name, as `row-lock`. */
  way: string
  claim: Claim
  observed: Claim
  text: string
  numbers: Record<string, number>
}
