import { describe, expect, it } from 'vitest'
import { boundEvent } from './bound-event.ts'
import type { StageEvent, TreeNode } from './events.ts'

const large = 'x'.repeat(52_428_800)
const cut = `${'x'.repeat(10_000)}... (52,428,800 characters)`

function boundTree(root: TreeNode): TreeNode {
  const event = boundEvent({ type: 'tree', title: 'All', columns: [{ name: 'rows' }], root })
  return event.type === 'tree' ? event.root : root
}

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

  it('cuts a body, and the messages of an exchange with their number', () => {
    const message = {
      from: 'client',
      to: 'api',
      text: 'GET /',
      kind: 'request',
      body: large,
    } as const
    const messages = Array.from({ length: 1_200 }, () => message)
    const exchange = { type: 'exchange', title: 'All', parties: ['client'], messages } as const
    const bound = boundEvent({ ...exchange, parties: ['client'], omitted: 5 })
    expect(bound).toMatchObject({
      messages: { length: 1_000, 0: { body: `${'x'.repeat(2_000)}... (52,428,800 characters)` } },
      omitted: 205,
    })
  })

  it('cuts a wide tree and a deep one, and says how many children are gone', () => {
    const leaf: TreeNode = { label: large, values: [1], children: [] }
    const wide = { ...leaf, children: Array.from({ length: 5_000 }, () => leaf) }
    const gone = (count: string) => ({ label: `... (${count} more children)`, values: [] })
    expect(boundTree(wide).children).toMatchObject({
      length: 1_000,
      0: { label: cut },
      999: gone('4,001'),
    })
    let deep: TreeNode = { label: 'innermost', values: [], children: [] }
    for (let depth = 0; depth < 100_000; depth++)
      deep = { label: 'x', values: [], children: [deep] }
    const levels: string[] = []
    for (let one: TreeNode | undefined = boundTree(deep); one !== undefined; one = one.children[0])
      levels.push(one.label)
    expect([levels.length, levels.at(-1)]).toEqual([52, '... (1 more children)'])
  })

  it('cuts the spans of a waterfall, with their number', () => {
    const span = { name: large, who: 'api', startMs: 0, endMs: 1 }
    const spans = Array.from({ length: 1_200 }, () => span)
    expect(boundEvent({ type: 'waterfall', title: 'All', spans, omitted: 5 })).toMatchObject({
      spans: { length: 1_000, 0: { name: cut } },
      omitted: 205,
    })
  })

  it('cuts the lines of a listing', () => {
    const lines = Array.from({ length: 2_000 }, (_, index) => ({ number: index + 1, text: 'x' }))
    expect(boundEvent({ type: 'listing', title: 'All', lines })).toMatchObject({
      lines: { length: 1_001, 1000: { text: '... (1,000 more lines)', mark: 'omitted' } },
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
