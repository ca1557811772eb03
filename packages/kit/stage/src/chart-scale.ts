import type { Axis } from './events.ts'
import { numberText } from './number-text.ts'

/** Maps values to 0..1 along an axis and knows where its ticks are. */
export interface Scale {
  kind: 'linear' | 'logarithmic'
  place(value: number): number
  /** The values at 0 and at 1. */
  ends: [number, number]
  ticks: number[]
}

/**
 * Makes the scale that is asked for. When none is: logarithmic when all values are positive and span
 * two decades or more, else linear from zero.
 *
 * @throws {RangeError} If a logarithmic scale is asked for and a value is not positive.
 */
export function chooseScale(values: number[], mostTicks: number, asked?: Scale['kind']): Scale {
  const finite = values.filter((value) => Number.isFinite(value)).map(drawable)
  const low = finite.length === 0 ? 0 : Math.min(...finite)
  const high = finite.length === 0 ? 1 : Math.max(...finite)
  if (asked === 'logarithmic') return wholeDecades(low, high, mostTicks)
  return asked === undefined && low > 0 && high / low >= 100
    ? logarithmic(low, high, mostTicks)
    : linear(low, high, mostTicks)
}

/** Keeps the arithmetic of a scale away from the ends of what a number can hold. */
function drawable(value: number): number {
  if (Math.abs(value) < 1e-300) return 0
  return Math.max(-1e300, Math.min(1e300, value))
}

/** From one power of ten to another, so that values that differ a little have the same axis. */
function wholeDecades(low: number, high: number, mostTicks: number): Scale {
  if (low <= 0) {
    throw new RangeError(
      `Cannot draw chart: a value on a logarithmic axis must be positive, received ${low}`,
    )
  }
  const first = Math.floor(Math.log10(low))
  const last = Math.max(first + 1, Math.ceil(Math.log10(high)))
  return logarithmic(10 ** first, 10 ** last, mostTicks)
}

function logarithmic(low: number, high: number, mostTicks: number): Scale {
  const first = Math.log10(low)
  const last = Math.log10(high)
  const step = Math.max(1, Math.ceil((last - first) / Math.max(1, mostTicks - 1)))
  const ticks: number[] = []
  for (let exponent = Math.ceil(first - 1e-9); exponent <= last + 1e-9; exponent += step)
    ticks.push(10 ** exponent)
  return {
    kind: 'logarithmic',
    place: (value) => (Math.log10(value) - first) / (last - first),
    ends: [10 ** first, 10 ** last],
    ticks,
  }
}

function linear(low: number, high: number, mostTicks: number): Scale {
  const from = low > 0 && low > high / 2 && low !== high ? low : Math.min(0, low)
  const to = high === from ? from + Math.max(1, Math.abs(from)) : Math.max(high, from)
  const rough = (to - from) / Math.max(1, mostTicks - 1)
  const decade = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * decade).find((size) => size >= rough * 0.999)!
  const start = Math.floor(from / step + 1e-9)
  const end = Math.ceil(to / step - 1e-9)
  const ticks = Array.from({ length: end - start + 1 }, (_, index) =>
    Number(((start + index) * step).toPrecision(12)),
  )
  return {
    kind: 'linear',
    place: (value) => (value / step - start) / (end - start),
    ends: [ticks[0]!, ticks.at(-1)!],
    ticks,
  }
}

/** Names an axis with its unit and, when it is logarithmic, says so. */
export function axisText(axis: Axis, scale: Scale): string {
  const unit = axis.unit === '' ? '' : ` (${axis.unit})`
  return `${axis.name}${unit}${scale.kind === 'logarithmic' ? ', log scale' : ''}`
}

/** Writes a tick: `1k`, `2.5M`. */
export function tickText(value: number): string {
  const size = Math.abs(value)
  for (const [limit, letter] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (size >= limit && size < 1e15) return `${Number((value / limit).toPrecision(3))}${letter}`
  }
  return numberText(Number(value.toPrecision(3)))
}
