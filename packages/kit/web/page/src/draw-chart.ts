import * as Plot from '@observablehq/plot'
import { chooseScale, tickText } from '@lab/stage/chart-scale'
import type { Scale } from '@lab/stage/chart-scale'
import type { ChartEvent } from './chart-table.ts'
import { seriesLook } from './series-look.ts'

/** Draws a chart, so many pixels wide; its axes are named outside of it. */
export function drawChart(chart: ChartEvent, width: number): Element {
  const drawn = chart.series.map(({ name, points }, index) => ({
    name,
    look: seriesLook(index),
    points: points.filter((point) => point.every(Number.isFinite)),
  }))
  const { x, y } = chartScales(chart, width)
  const height = Math.round(Math.max(220, Math.min(380, width * 0.55)))
  const tickLabels = y.ticks.map(tickText)
  const svg = Plot.plot({
    width,
    height,
    // Plot's own name for it has a part that changes with its version.
    className: 'plot',
    marginLeft: 16 + 7 * Math.max(...tickLabels.map((label) => label.length)),
    marginRight: 20,
    marginTop: 12,
    marginBottom: 28,
    x: axisOptions(x),
    y: { ...axisOptions(y), grid: true },
    marks: [
      Plot.ruleY([y.ends[0]], { stroke: 'var(--quiet)' }),
      ...drawn.map(({ points, look }) =>
        Plot.line(points, {
          stroke: look.colour,
          strokeWidth: 2,
          strokeDasharray: look.dash,
        }),
      ),
      ...drawn.map(({ points, look }) =>
        Plot.dot(points, {
          symbol: look.symbol,
          r: points.length > 20 ? 3 : 4.5,
          stroke: look.colour,
          strokeWidth: 1.75,
          fill: look.isSolid ? look.colour : 'var(--paper)',
        }),
      ),
    ],
  })
  // A strict policy has no style elements; its few rules are in chart.css. The element is refused
  // when it comes into the document, so that it must go before.
  for (const style of svg.querySelectorAll('style')) style.remove()
  // It is one picture, named here; Plot names its parts, which have no role.
  for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', chart.title)
  return svg
}

/** The scales of a chart's axes: where a narrow one has room for fewer ticks. */
export function chartScales(chart: ChartEvent, width: number): { x: Scale; y: Scale } {
  const points = chart.series.flatMap((series) => series.points)
  return {
    x: chooseScale(
      points.map(([place]) => place),
      Math.max(3, Math.min(9, Math.floor(width / 70))),
      chart.x.scale,
    ),
    y: chooseScale(
      points.map(([, value]) => value),
      7,
      chart.y.scale,
    ),
  }
}

function axisOptions({ kind, ends, ticks }: Scale) {
  return {
    type: kind === 'logarithmic' ? ('log' as const) : ('linear' as const),
    domain: ends,
    ticks,
    tickFormat: tickText,
    label: null,
  }
}
