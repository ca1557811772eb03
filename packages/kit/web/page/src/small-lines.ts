import { chooseScale } from '@lab/stage/chart-scale'
import type { HeadlinePicture } from '@lab/stage/headline'

type Chart = Extract<HeadlinePicture, { kind: 'chart' }>

/** The lines of a chart in a square of 100, as a polyline takes them. */
export function smallLines({ x, y, series }: Chart): string[] {
  const drawn = series.map(({ points }) => points.filter((point) => point.every(Number.isFinite)))
  const all = drawn.flat()
  const across = chooseScale(
    all.map(([place]) => place),
    5,
    x.scale,
  )
  const up = chooseScale(
    all.map(([, value]) => value),
    5,
    y.scale,
  )
  return drawn.map((points) =>
    points
      .map(([place, value]) => `${inSquare(across.place(place))},${inSquare(1 - up.place(value))}`)
      .join(' '),
  )
}

/** With room for the width of a line. */
function inSquare(place: number): number {
  return Math.round(40 + 920 * place) / 10
}
