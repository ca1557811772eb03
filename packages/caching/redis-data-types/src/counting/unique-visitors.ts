import type { KeySpace } from '../open-redis.ts'

const sizes = [100, 1_000, 10_000, 100_000] as const

export type VisitorType = 'set' | 'hyperloglog' | 'bitmap'

export interface Counted {
  type: VisitorType
  visitors: number
  counted: number
  bytes: number
}

/** What each type says of so many different visitors, and what MEMORY USAGE says of it. */
export async function countVisitors({ plain }: KeySpace): Promise<Counted[]> {
  const found: Counted[] = []
  for (const visitors of sizes) {
    await plain.flushdb()
    // A bitmap that grows step by step takes up to twice the memory.
    await plain.setbit('bitmap', visitors - 1, 1)
    for (let next = 0; next < visitors; next += 10_000) {
      const ids = numbers(next, Math.min(next + 10_000, visitors))
      await plain.sadd('set', ...ids.map(nameOf))
      await plain.pfadd('hyperloglog', ...ids.map(nameOf))
      await plain.call('BITFIELD', 'bitmap', ...ids.flatMap((id) => ['SET', 'u1', id, 1]))
    }
    const counts: Record<VisitorType, number> = {
      set: await plain.scard('set'),
      hyperloglog: await plain.pfcount('hyperloglog'),
      bitmap: await plain.bitcount('bitmap'),
    }
    for (const type of Object.keys(counts) as VisitorType[]) {
      const bytes = (await plain.memory('USAGE', type, 'SAMPLES', 0))!
      found.push({ type, visitors, counted: counts[type], bytes })
    }
  }
  return found
}

/** A visitor has a UUID in a cookie, or a number in a bitmap. */
const nameOf = (id: number) => `4ee81dd5-6a0b-4b5f-9f0e-${String(id).padStart(12, '0')}`

export interface CountError {
  visitors: number
  /** How many of the HyperLogLogs say the exact number. */
  exact: number
  /** The root of the mean square of the relative errors. */
  standardPercent: number
  worstPercent: number
}

/** Counts different visitors in each of several HyperLogLogs, and compares with how many there were. */
export async function errorsOfHyperLogLog(
  { plain }: KeySpace,
  counters: number,
): Promise<CountError[]> {
  const found = sizes.slice(0, 3).map((visitors) => ({ visitors, errors: [] as number[] }))
  for (let counter = 0; counter < counters; counter++) {
    let next = 0
    await plain.del('day')
    for (const { visitors, errors } of found) {
      await plain.pfadd('day', ...numbers(next, visitors).map((id) => `${counter}:${id}`))
      next = visitors
      errors.push((await plain.pfcount('day')) / visitors - 1)
    }
  }
  return found.map(({ visitors, errors }) => ({
    visitors,
    exact: errors.filter((error) => error === 0).length,
    standardPercent: (100 * Math.hypot(...errors)) / Math.sqrt(counters),
    worstPercent: 100 * Math.max(...errors.map(Math.abs)),
  }))
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index)
