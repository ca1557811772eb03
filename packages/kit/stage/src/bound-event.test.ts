import { describe, expect, it } from 'vitest'
import { boundEvent } from './bound-event.ts'
import type { StageEvent } from './events.ts'

const large = 'x'.repeat(52_428_800)
const cut = `${'x'.repeat(10_000)}... (52,428,800 characters)`

describe('boundEvent', () => {
  it('cuts a statement, what the server says to it, and what an actor returns', () => {
    const reply = { outcome: 'error', text: large, code: 'P0001', ms: 1 } as const
    const events: StageEvent[] = [
      { type: 'step', actor: 'alice', statement: large, reply },
      { type: 'failed', actor: 'alice', code: 'P0001', message: large },
      { type: 'finished', actor: 'alice', value: large },
      { type: 'invariant', violation: large },
    ]
    expect(events.map(boundEvent)).toEqual([
      { type: 'step', actor: 'alice', statement: cut, reply: { ...reply, text: cut } },
      { type: 'failed', actor: 'alice', code: 'P0001', message: cut },
      { type: 'finished', actor: 'alice', value: cut },
      { type: 'invariant', violation: cut },
    ])
  })

  it('cuts the cells and the rows of a table', () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => [index, index === 0 ? large : ''])
    const bound = boundEvent({ type: 'table', title: 'All', columns: ['id', 'text'], rows })
    expect(bound).toMatchObject({
      rows: { length: 1_001, 0: [0, cut], 1000: ['... (1,000,000 rows)'] },
    })
  })

  it('leaves other values as they are', () => {
    const value = new Map([['seat', 1n]])
    expect(boundEvent({ type: 'finished', actor: 'alice', value })).toEqual({
      type: 'finished',
      actor: 'alice',
      value,
    })
  })
})
