import { describe, expect, it } from 'vitest'
import { chooseScale } from './chart-scale.ts'

const kinds = (asked?: 'linear' | 'logarithmic') =>
  [
    [1, 99],
    [1, 101],
  ].map((values) => chooseScale(values, 6, asked).kind)

describe('chooseScale', () => {
  it('is logarithmic from two decades on', () => {
    expect(kinds()).toEqual(['linear', 'logarithmic'])
    expect(chooseScale([0, 101], 6).kind).toBe('linear')
  })

  it('is what is asked for, whatever the values span', () => {
    expect(kinds('linear')).toEqual(['linear', 'linear'])
    expect(kinds('logarithmic')).toEqual(['logarithmic', 'logarithmic'])
  })

  it('has whole decades when it is asked to be logarithmic, so that measured values do not move it', () => {
    const [one, other] = [
      chooseScale([2, 60], 6, 'logarithmic'),
      chooseScale([3, 90], 6, 'logarithmic'),
    ]
    expect([one.ticks, other.ticks]).toEqual([
      [1, 10, 100],
      [1, 10, 100],
    ])
    expect([1, 10, 100].map(one.place)).toEqual([0, 0.5, 1])
    expect(one.ends).toEqual([1, 100])
    expect(chooseScale([10], 6, 'logarithmic').ticks).toEqual([10, 100])
  })

  it('has values at its ends', () => {
    for (const scale of [chooseScale([3, 97], 6), chooseScale([2, 5_000], 6)]) {
      expect(scale.ends.map(scale.place)).toEqual([0, 1])
    }
    expect(chooseScale([3, 97], 6).ends).toEqual([0, 100])
  })

  it('refuses what a logarithmic axis has no place for', () => {
    expect(() => chooseScale([0, 10], 6, 'logarithmic')).toThrow(
      new RangeError(
        'Cannot draw chart: a value on a logarithmic axis must be positive, received 0',
      ),
    )
  })
})
