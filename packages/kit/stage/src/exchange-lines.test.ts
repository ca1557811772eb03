import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryExchange } from './arbitrary-events.fixture.ts'
import type { Exchange } from './events.ts'
import { exchangeLines } from './exchange-lines.ts'
import { exchangeWords } from './exchange-words.ts'
import { lineText } from './line.ts'

const refusal: Exchange = {
  type: 'exchange',
  title: 'A refusal',
  parties: ['client', 'api'],
  messages: [
    { from: 'client', to: 'api', text: 'GET /orders', kind: 'request', atMs: 0 },
    {
      from: 'api',
      to: 'client',
      text: '429 Too Many Requests',
      kind: 'reply',
      outcome: 'error',
      fields: [{ name: 'Retry-After', value: '20' }],
      atMs: 3.4,
    },
  ],
  omitted: 2,
}

function drawn(exchange: Exchange, width: number, milliseconds: 'shown' | 'hidden' = 'hidden') {
  return exchangeLines(exchange, { width, milliseconds }).map(lineText)
}

describe('exchangeLines', () => {
  it('draws arrows between lanes, broken for a reply, with what matters below', () => {
    expect(drawn(refusal, 48)).toEqual([
      'A refusal',
      'client                       api',
      '│── GET /orders ──────────────→│',
      '│←╌ ✗ 429 Too Many Requests ╌╌╌│',
      '│    Retry-After: 20           │',
      '│                              │',
      '... (2 more messages)',
    ])
  })

  it('draws past the lane of a party in the middle, and what one does by itself beside its own', () => {
    const messages: Exchange['messages'] = [
      { from: 'first', to: 'third', text: 'across', kind: 'message' },
      { from: 'second', to: 'second', text: 'waits', kind: 'message' },
      { from: 'third', to: 'third', text: 'ends', kind: 'message' },
    ]
    const parties = ['first', 'second', 'third']
    expect(drawn({ type: 'exchange', title: '', parties, messages }, 60)).toEqual([
      '',
      'first                second                 third',
      '│── across ────────────────────────────────────→│',
      '│                       │    ■ waits            │',
      '│                       │    ■ ends             │',
      '│                       │                       │',
    ])
  })

  it('writes one message a line where lanes have no room', () => {
    const parties = ['client', 'api', 'redis']
    expect(drawn({ ...refusal, parties }, 40, 'shown')).toEqual([
      'A refusal',
      'client → api  GET /orders · 0 ms',
      'api → client  ✗ 429 Too Many Requests ·',
      '              3 ms',
      '              Retry-After: 20',
      '... (2 more messages)',
    ])
  })

  it('gives a lane of its own to a sender that is not named among the parties', () => {
    expect(drawn({ ...refusal, parties: [] }, 48)[1]).toMatch(/^client +api$/)
  })

  it('keeps every letter, in the order in which it is sent, at any width', () => {
    fc.assert(
      fc.property(arbitraryExchange, fc.integer({ min: 30, max: 120 }), (exchange, width) => {
        const all = drawn({ ...exchange, title: '' }, width).join('\n')
        let from = 0
        for (const { text } of exchange.messages) {
          for (const letter of text.match(/[a-z]/g) ?? []) {
            from = all.indexOf(letter, from) + 1
            expect(from).toBeGreaterThan(0)
          }
        }
      }),
    )
  })
})

describe('exchangeWords', () => {
  it('tells each message as a sentence without an arrow', () => {
    expect(exchangeWords(refusal)).toEqual([
      'client to api: GET /orders',
      'api to client: error, 429 Too Many Requests; Retry-After: 20',
      '... (2 more messages)',
    ])
  })
})
