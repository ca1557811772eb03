import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryEvents } from './arbitrary-events.fixture.ts'
import { chartSvg } from './chart-svg.ts'
import { timelineSvg } from './timeline-svg.ts'

const timeline = {
  schedule: 'alice bob',
  actors: ['alice', 'bob'],
  moments: [
    {
      type: 'step',
      actor: 'alice',
      statement: 'select 1 < 2 & "x"',
      reply: { outcome: 'ok', text: '1 row', ms: 1 },
    },
    { type: 'blocked', actor: 'bob', statement: 'update t set a = 1', by: ['alice'] },
  ],
  violation: undefined,
} as const

describe('timelineSvg', () => {
  it('holds the text as text, with a title and a description', () => {
    const svg = timelineSvg({
      title: 'A & B',
      timeline: {
        ...timeline,
        actors: [...timeline.actors],
        moments: timeline.moments.map((one) => structuredClone(one) as never),
      },
    })
    expect(svg).toContain('<title id="title">A &#38; B</title>')
    expect(svg).toContain('waits for alice')
    expect(svg).toContain('prefers-color-scheme:dark')
    expect(svg).toContain('1 &#60; 2 &#38; &#34;x&#34;')
  })

  it('draws nothing outside of its frame when a line is long', () => {
    const svg = timelineSvg({
      title: 'word '.repeat(80),
      timeline: { schedule: '', actors: [], moments: [], violation: undefined },
      columns: 60,
    })
    const [, width] = /width="(\d+)"/.exec(svg)!
    expect(Number(width)).toBe(500)
  })
})

describe('chartSvg', () => {
  it('has no number that is not one, whatever the points', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        for (const event of events) {
          if (event.type !== 'chart') continue
          const drawn = chartSvg(event).replace(/<(text|title|desc)[^>]*>[^<]*/g, '')
          expect(drawn).not.toMatch(/NaN|Infinity/)
        }
      }),
    )
  })
})
