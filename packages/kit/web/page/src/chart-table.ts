import { numberText } from '@lab/stage/number-text'
import type { Block } from './story.ts'

export type ChartEvent = Extract<Block, { kind: 'chart' }>['chart']

/** The values of a chart as a table: a row for each place on the x axis, a column for each series. */
export function chartTable({ x, series }: ChartEvent): { columns: string[]; rows: string[][] } {
  const places = [
    ...new Set(series.flatMap(({ points }) => points.filter(isDrawn).map(([place]) => place))),
  ]
  return {
    columns: [x.unit === '' ? x.name : `${x.name} (${x.unit})`, ...series.map(({ name }) => name)],
    rows: places
      .toSorted((one, other) => one - other)
      .map((place) => [
        numberText(place),
        ...series.map(({ points }) =>
          points
            .filter((point) => isDrawn(point) && point[0] === place)
            .map(([, value]) => numberText(value))
            .join(', '),
        ),
      ]),
  }
}

// A recording writes what is no number as null.
function isDrawn(point: readonly unknown[]): boolean {
  return point.every(Number.isFinite)
}
