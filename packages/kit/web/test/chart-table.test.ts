import { describe, expect, it } from 'vitest'
import { chartTable } from '../page/src/chart-table.ts'
import { seriesLook } from '../page/src/series-look.ts'

describe('chartTable', () => {
  it('has a row for each place and a column for each series', () => {
    const chart = {
      type: 'chart' as const,
      title: 'Bytes',
      x: { name: 'time', unit: 's' },
      y: { name: 'received', unit: 'bytes' },
      series: [
        { name: 'join', points: [[10, 116936] as [number, number], [1, 5939] as [number, number]] },
        { name: 'two', points: [[1, 0.125] as [number, number], [2, NaN] as [number, number]] },
      ],
    }
    expect(chartTable(chart)).toEqual({
      columns: ['time (s)', 'join', 'two'],
      rows: [
        ['1', '5939', '0.125'],
        ['10', '116,936', ''],
      ],
    })
  })
})

describe('seriesLook', () => {
  it('tells eight series apart without their colours', () => {
    const looks = Array.from({ length: 8 }, (_, index) => {
      const { colour: _colour, ...look } = seriesLook(index)
      return JSON.stringify(look)
    })
    expect(new Set(looks).size).toBe(8)
  })
})
