import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arbitraryEvents,
  arbitraryExchange,
  arbitraryListing,
  arbitraryTree,
  arbitraryWaterfall,
} from './arbitrary-events.fixture.ts'
import { chartSvg } from './chart-svg.ts'
import { eventSvg } from './event-svg.ts'
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

describe('eventSvg', () => {
  it('draws an arrow as a line, and tells it in words', () => {
    const svg = eventSvg({
      type: 'exchange',
      title: 'A refusal',
      parties: ['client', 'api'],
      messages: [
        { from: 'client', to: 'api', text: 'GET /', kind: 'request' },
        {
          from: 'api',
          to: 'client',
          text: '429 Too Many Requests',
          kind: 'reply',
          outcome: 'error',
          fields: [{ name: 'Retry-After', value: '20' }],
        },
      ],
    })
    expect(svg).toContain(
      '<desc id="description">client to api: GET /\napi to client: error, 429 Too Many Requests; Retry-After: 20</desc>',
    )
    const drawn = svg.slice(svg.indexOf('<rect'))
    expect(drawn).not.toMatch(/[│─╌→←]/)
    // Before its text and after it.
    expect(drawn.match(/stroke-dasharray/g)).toHaveLength(2)
    expect(drawn.match(/ class="quiet"\/>/g)).toHaveLength(2)
  })

  it('draws the bars of a waterfall as shapes, and tells its times in words', () => {
    const svg = eventSvg({
      type: 'waterfall',
      title: 'One order',
      spans: [
        { name: 'POST /orders', who: 'api', startMs: 0, endMs: 20 },
        { name: 'go on', who: 'saga', startMs: 20, endMs: 40, parent: 0, outcome: 'error' },
      ],
    })
    expect(svg).toContain('level 2: go on, saga: from 20 ms, 20 ms, failed</desc>')
    const drawn = svg.slice(svg.indexOf('<rect'))
    expect(drawn).not.toContain('█')
    expect(drawn.match(/<rect [^>]*class="(?:s-0|error bold)"/g)).toHaveLength(2)
  })

  it('draws no letter outside of its frame, and no number that is not one', () => {
    const event = fc.oneof(arbitraryExchange, arbitraryTree, arbitraryWaterfall, arbitraryListing)
    fc.assert(
      fc.property(event, fc.integer({ min: 40, max: 120 }), (drawn, columns) => {
        const svg = eventSvg(drawn, { columns })
        const body = svg.slice(svg.indexOf('<rect')).replace(/<text[^>]*>.*?<\/text>/g, '')
        expect(body).not.toMatch(/NaN|Infinity|undefined/)
        const frame = Number(/width="(\d+)"/.exec(svg)![1])
        const starts = [...svg.matchAll(/<text x="([\d.]+)"/g)].map(([, x]) => Number(x))
        expect(Math.max(0, ...starts)).toBeLessThan(frame)
      }),
    )
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
