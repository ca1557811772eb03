import { textWidth } from './text-width.ts'
import type { Scale } from './chart-scale.ts'
import { axisText, chooseScale, tickText } from './chart-scale.ts'
import type { StageEvent } from './events.ts'
import type { Line, Role } from './line.ts'
import { line } from './line.ts'
import { wrapText } from './wrap-text.ts'

type Chart = Omit<Extract<StageEvent, { type: 'chart' }>, 'type'>

/** The mark of each series: told apart by shape, so that colour is not needed. */
export const seriesMarks = ['●', '▲', '■', '◆', '○', '△', '□', '◇']
const severalMark = '✱'

/** Draws a chart as text: a mark for each point, dots between them, a legend, axes with units. */
export function chartLines(chart: Chart, width: number): Line[] {
  const points = chart.series.flatMap((series) => series.points)
  const height = width < 60 ? 10 : 14
  const yScale = chooseScale(
    points.map(([, y]) => y),
    Math.min(6, height / 2),
    chart.y.scale,
  )
  const labels = yScale.ticks.map(tickText)
  const margin = Math.max(...labels.map((label) => textWidth(label))) + 2
  const plotWidth = Math.max(8, Math.min(width, 100) - margin - 2)
  const xScale = chooseScale(
    points.map(([x]) => x),
    Math.max(2, Math.floor(plotWidth / 10)),
    chart.x.scale,
  )
  const canvas = drawSeries(chart, xScale, yScale, plotWidth, height)
  const rowOf = (value: number) => height - 1 - Math.round(yScale.place(value) * (height - 1))
  const plot = canvas.map((row, y): Line => {
    const tick = yScale.ticks.findIndex((value) => rowOf(value) === y)
    const label = tick < 0 ? '' : labels[tick]!
    return [
      { text: `${label.padStart(margin - 2)} ${tick < 0 ? '│' : '┤'}`, role: 'quiet' },
      ...row,
    ]
  })
  return [
    ...wrapText(chart.title, width).map((text) => line(text, 'title')),
    ...chart.series.flatMap((series, index) =>
      wrapText(`${markOf(index)} ${series.name}`, width, 2).map((text) =>
        line(text, seriesRole(index)),
      ),
    ),
    ...wrapText(`↑ ${axisText(chart.y, yScale)}`, width, 2).map((text) => line(text, 'quiet')),
    ...plot,
    ...xAxis(xScale, margin, plotWidth).map((text) => line(text, 'quiet')),
    ...wrapText(`→ ${axisText(chart.x, xScale)}`, width, 2).map((text) => line(text, 'quiet')),
    ...(canvas.some((row) => row.some((span) => span.text.includes(severalMark)))
      ? [line(`${severalMark} several series`, 'quiet')]
      : []),
  ]
}

export function seriesRole(index: number): Role {
  return `series-${index % seriesMarks.length}`
}

function markOf(index: number): string {
  return seriesMarks[index % seriesMarks.length]!
}

function drawSeries(
  chart: Chart,
  xScale: Scale,
  yScale: Scale,
  width: number,
  height: number,
): Line[] {
  const canvas: Line[] = Array.from({ length: height }, () =>
    Array.from({ length: width }, () => ({ text: ' ', role: 'plain' as Role })),
  )
  const spots = chart.series.map((series) =>
    series.points
      .filter((point) => point.every(Number.isFinite))
      .map(([x, y]) => ({
        x: xScale.place(x) * (width - 1),
        y: height - 1 - yScale.place(y) * (height - 1),
      })),
  )
  for (const [index, series] of spots.entries()) {
    for (const [position, to] of series.entries()) {
      const from = series[position - 1]
      if (from === undefined) continue
      const steps = Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)))
      for (let step = 1; step < steps; step += 1) {
        const part = step / steps
        const cell =
          canvas[Math.round(from.y + (to.y - from.y) * part)]?.[
            Math.round(from.x + (to.x - from.x) * part)
          ]
        if (cell !== undefined && cell.text === ' ')
          Object.assign(cell, { text: '·', role: seriesRole(index) })
      }
    }
  }
  for (const [index, series] of spots.entries()) {
    for (const spot of series) {
      const cell = canvas[Math.round(spot.y)]?.[Math.round(spot.x)]
      if (cell === undefined) continue
      const taken = cell.text !== ' ' && cell.text !== '·' && cell.role !== seriesRole(index)
      Object.assign(
        cell,
        taken
          ? { text: severalMark, role: 'plain' }
          : { text: markOf(index), role: seriesRole(index) },
      )
    }
  }
  return canvas
}

function xAxis(scale: Scale, margin: number, width: number): string[] {
  const rule = Array.from({ length: width }, () => '─')
  const labels = Array.from({ length: width + 2 }, () => ' ')
  let free = 0
  for (const tick of scale.ticks) {
    const column = Math.round(scale.place(tick) * (width - 1))
    rule[column] = '┬'
    const text = tickText(tick)
    const start = Math.min(
      Math.max(0, column - Math.floor(text.length / 2)),
      width + 2 - text.length,
    )
    if (start < free) continue
    for (const [index, letter] of text.split('').entries()) labels[start + index] = letter
    free = start + text.length + 1
  }
  const indent = ' '.repeat(margin - 1)
  return [`${indent}└${rule.join('')}`, `${indent} ${labels.join('').trimEnd()}`]
}
