import { describe, expect, it } from 'vitest'
import { headlineShape, plainText } from './measured-text.ts'

describe('headlineShape', () => {
  const headline = (orders: number, points: number[][], observed = 'holds') =>
    JSON.stringify({
      scenes: [{ way: 'shop', observed, numbers: { orders } }],
      picture: { kind: 'chart', series: [{ name: 'taken', points }] },
    })
  const first = headline(606, [
    [0, 11],
    [1, 9],
  ])

  it('is the same for a run that takes longer and sells more', () => {
    const longer = headline(1_624, [
      [0, 10],
      [1, 9],
      [2, 50],
    ])
    expect(headlineShape(longer)).toBe(headlineShape(first))
  })

  it('is another one when a promise breaks', () => {
    const points = [
      [0, 11],
      [1, 9],
    ]
    expect(headlineShape(headline(606, points, 'breaks'))).not.toBe(headlineShape(first))
  })
})

describe('plainText', () => {
  const drawn = (bar: string, ms: string) => `  go on   orchestrator  ${bar}  ${ms}`

  it('is the same for a waterfall whose spans come sooner or take longer', () => {
    expect(plainText(drawn('  ████      ', ' 12'))).toBe(plainText(drawn('       █    ', '3.4')))
  })

  it('is another one when a span fails', () => {
    const failed = drawn('  ████      ', ' 12').replace('go on', '✗ go on')
    expect(plainText(failed)).not.toBe(plainText(drawn('  ████      ', ' 12')))
  })
})
