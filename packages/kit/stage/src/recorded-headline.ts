import type { StageEvent, Verdict } from './events.ts'
import { comparisonScene } from './comparison.ts'
import { latticeOf } from './lattice.ts'
import type { Lattice } from './lattice.ts'
import type { RecordedScene, Recording } from './recording.ts'
import { shareClass, shareOf } from './share-colours.ts'

// A larger map is no small picture.
const most = 24

/** What a list shows of a recorded run, and which races its scenes have; small, and kept in docs/. */
export interface RecordedHeadline {
  /** The scenes of the headline without the comparison, which ends with an answer. */
  scenes: HeadlineScene[]
  /** A map of the first of them, else a chart of the first that has one. */
  picture?: HeadlinePicture
  /** By the scene's id: the races that it offers. */
  races: Record<string, string[]>
}

export type HeadlineScene = Pick<Verdict, 'way' | 'observed' | 'numbers'> & { title: string }

export type HeadlinePicture =
  /** The places of a map, a text for each row and a digit for each place: 0 holds, 4 is lost. */
  | { kind: 'map'; actors: [string, string]; rows: string[] }
  | ({ kind: 'chart' } & Omit<Extract<StageEvent, { type: 'chart' }>, 'type'>)

/** Takes from a recording what a list shows of it. */
export function recordedHeadline({ headline, scenes }: Recording): RecordedHeadline {
  const shown = headline.filter((id) => id !== comparisonScene).flatMap((id) => scenes[id] ?? [])
  const picture = shown.slice(0, 1).map(mapOf)[0] ?? shown.map(chartOf).find((one) => one)
  const races = Object.entries(scenes).map(([id, scene]) => [id, Object.keys(scene.races)])
  return {
    scenes: shown.flatMap(headlineScene),
    ...(picture && { picture }),
    races: Object.fromEntries(races) as RecordedHeadline['races'],
  }
}

function headlineScene({ events }: RecordedScene): HeadlineScene[] {
  const title = events.find((event) => event.type === 'scene')?.title
  const verdict = events.find((event) => event.type === 'verdict')
  if (title === undefined || verdict === undefined) return []
  const { way, observed, numbers } = verdict
  return [{ title, way, observed, numbers }]
}

function mapOf({ races }: RecordedScene): HeadlinePicture | undefined {
  const lattice = Object.values(races)
    .map(({ map }) => latticeOf(map))
    .find((one) => one !== undefined)
  if (lattice === undefined) return undefined
  const { actors } = lattice
  const rows = rowsOf(lattice)
  return rows.length <= most && rows[0]!.length <= most ? { kind: 'map', actors, rows } : undefined
}

function chartOf({ events }: RecordedScene): HeadlinePicture | undefined {
  const chart = events.find((event) => event.type === 'chart')
  if (chart === undefined) return undefined
  const { type: _, ...drawn } = chart
  return { kind: 'chart', ...drawn }
}

function rowsOf({ places }: Lattice): string[] {
  const rows: (string | undefined)[][] = []
  for (const { x, y, orders, counts } of places) {
    const row = (rows[y] ??= [])
    row[x] = String(shareClass(shareOf(orders, counts)))
  }
  // No order passes some places.
  return rows.map((row) => Array.from(row, (place) => place ?? ' ').join(''))
}
