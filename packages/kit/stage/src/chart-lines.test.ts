import { describe, expect, it } from 'vitest'
import { chartLines } from './chart-lines.ts'
import { lineText } from './line.ts'

const chart = {
  title: 'Time to sell',
  x: { name: 'buyers', unit: '' },
  y: { name: 'time', unit: 'ms' },
  series: [
    {
      name: 'row-lock',
      points: [
        [1, 1],
        [10, 100],
        [20, 1000],
      ] as [number, number][],
    },
    {
      name: 'version-check',
      points: [
        [1, 1],
        [10, 10],
        [20, 500],
      ] as [number, number][],
    },
  ],
}

describe('chartLines', () => {
  it('draws a chart at 40 columns, with a log scale over decades', () => {
    expect(chartLines(chart, 40).map(lineText)).toMatchInlineSnapshot(`
      [
        "Time to sell",
        "● row-lock",
        "▲ version-check",
        "↑ time (ms), log scale",
        " 1k ┤                              ··●",
        "    │                         ····· ·▲",
        "    │                   ······  ····",
        "100 ┤               ·●··     ···",
        "    │             ··      ···",
        "    │          ···     ···",
        " 10 ┤        ··    ··▲·",
        "    │     ··· ·····",
        "    │    ·····",
        "  1 ┤  ✱··",
        "    └┬───────────────┬───────────────┬",
        "     0              10              20",
        "→ buyers",
        "✱ several series",
      ]
    `)
  })

  it('tells series apart by their marks', () => {
    const text = chartLines(chart, 100).map(lineText).join('\n')
    expect([text.includes('● row-lock'), text.includes('▲ version-check')]).toEqual([true, true])
  })

  it('draws an empty chart', () => {
    expect(chartLines({ ...chart, series: [] }, 40).length).toBeGreaterThan(10)
  })
})
