import { describe, expect, it } from 'vitest'
import { openRedis } from '../open-redis.ts'
import { countVisitors, errorsOfHyperLogLog } from './unique-visitors.ts'

describe('countVisitors', () => {
  it('counts exactly with a set and a bitmap, and about with a HyperLogLog', async () => {
    await using space = await openRedis()
    const found = await countVisitors(space)
    const of = (type: string) => found.filter((each) => each.type === type)
    expect(of('set').map(({ counted }) => counted)).toEqual([100, 1_000, 10_000, 100_000])
    expect(of('bitmap').map(({ counted }) => counted)).toEqual([100, 1_000, 10_000, 100_000])
    expect(of('hyperloglog').map(({ counted }) => counted)).toEqual([100, 1_003, 9_953, 99_927])
    const bytes = (type: string) => of(type).map((each) => each.bytes)
    // 12 kB, which an allocator rounds up.
    expect(Math.max(...bytes('hyperloglog'))).toBeLessThan(16_000)
    expect(bytes('set').at(-1)).toBeGreaterThan(7_000_000)
    expect(bytes('bitmap').at(-1)).toBeLessThan(16_000)
  })
})

describe('a HyperLogLog', () => {
  it('has a standard error of 0.79 % at 10,000 visitors, where 0.81 % is stated', async () => {
    await using space = await openRedis()
    const errors = await errorsOfHyperLogLog(space, 50)
    expect(errors.map(({ standardPercent }) => standardPercent.toFixed(2))).toEqual([
      '0.58',
      '0.66',
      '0.79',
    ])
    expect(errors.map(({ worstPercent }) => worstPercent.toFixed(1))).toEqual(['2.0', '1.7', '1.8'])
    expect(errors.map(({ exact }) => exact)).toEqual([36, 4, 0])
  })
})

describe('a bitmap', () => {
  it('takes 500 kB for one visitor whose id is 4,000,000', async () => {
    await using space = await openRedis()
    const { plain } = space
    await plain.setbit('bitmap', 4_000_000, 1)
    expect(await plain.bitcount('bitmap')).toBe(1)
    expect(await plain.memory('USAGE', 'bitmap')).toBeGreaterThan(500_000)
  })
})
