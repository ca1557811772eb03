import type { Block } from './story.ts'

/** Draws the series of a chart. */
export function Chart({ chart }: { chart: Extract<Block, { kind: 'chart' }>['chart'] }) {
  return <p className="quiet">{chart.title}</p>
}
