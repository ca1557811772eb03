import { seriesRole } from './chart-lines.ts'
import { axisText, chooseScale, tickText } from './chart-scale.ts'
import type { StageEvent } from './events.ts'
import { round, roleClass, svgFile, textElement } from './svg-drawing.ts'

type Chart = Omit<Extract<StageEvent, { type: 'chart' }>, 'type'>

const width = 800
const plotHeight = 300
const left = 72
const right = width - 24

/** Draws a chart as a self-contained SVG file; series differ by colour and by the shape of their marks. */
export function chartSvg(chart: Chart): string {
  const points = chart.series.flatMap((series) => series.points)
  const xScale = chooseScale(
    points.map(([x]) => x),
    9,
    chart.x.scale,
  )
  const yScale = chooseScale(
    points.map(([, y]) => y),
    7,
    chart.y.scale,
  )
  const top = 72 + chart.series.length * 20
  const bottom = top + plotHeight
  const xOf = (value: number) => left + xScale.place(value) * (right - left)
  const yOf = (value: number) => bottom - yScale.place(value) * plotHeight
  const body = [
    textElement(chart.title, 16, 28, 'title'),
    ...chart.series.flatMap((series, index) => [
      markElement(index, 24, 46 + index * 20),
      textElement(series.name, 40, 50 + index * 20, seriesRole(index)),
    ]),
    textElement(`↑ ${axisText(chart.y, yScale)}`, 16, top - 12, 'quiet'),
    ...yScale.ticks.flatMap((tick) => [
      `<path d="M${left} ${round(yOf(tick))}H${right}" class="l-edge"/>`,
      textElement(tickText(tick), left - 8, yOf(tick) + 4, 'quiet', ' text-anchor="end"'),
    ]),
    `<path d="M${left} ${top}V${bottom}H${right}" class="l-quiet" fill="none"/>`,
    ...xScale.ticks.map((tick) =>
      textElement(tickText(tick), xOf(tick), bottom + 20, 'quiet', ' text-anchor="middle"'),
    ),
    textElement(
      `${axisText(chart.x, xScale)} →`,
      right,
      bottom + 44,
      'quiet',
      ' text-anchor="end"',
    ),
    ...chart.series.map((series, index) => {
      const spots = series.points
        .filter((point) => point.every(Number.isFinite))
        .map(([x, y]) => [round(xOf(x)), round(yOf(y))] as const)
      const path = spots
        .map(([x, y], position) => `${position === 0 ? 'M' : 'L'}${x} ${y}`)
        .join('')
      return `<path d="${path}" class="l-${roleClass(seriesRole(index))}" fill="none" stroke-width="2"/>${spots.map(([x, y]) => markElement(index, x, y)).join('')}`
    }),
  ].join('\n')
  const description = chart.series
    .map(
      (series) =>
        `${series.name}: ${series.points.map(([x, y]) => `${tickText(x)} → ${tickText(y)}`).join(', ')}`,
    )
    .join('\n')
  return svgFile({ title: chart.title, description, width, height: bottom + 60, body })
}

function markElement(index: number, x: number, y: number): string {
  const shapes = [
    `<circle cx="${x}" cy="${y}" r="4.5"/>`,
    `<path d="M${x} ${round(y - 5.5)}l5.5 9.5h-11z"/>`,
    `<path d="M${round(x - 4)} ${round(y - 4)}h8v8h-8z"/>`,
    `<path d="M${x} ${round(y - 6)}l6 6l-6 6l-6 -6z"/>`,
  ]
  const solid = index % 8 < shapes.length
  const role = roleClass(seriesRole(index))
  return `<g class="${solid ? `${role} l-${role}` : `ground l-${role}`}" stroke-width="1.5">${shapes[index % shapes.length]}</g>`
}
