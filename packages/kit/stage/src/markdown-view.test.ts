import { describe, expect, it } from 'vitest'
import type { StageEvent } from './events.ts'
import { listingMarkdown } from './listing-markdown.ts'
import { createMarkdownView } from './markdown-view.ts'

const events: StageEvent[] = [
  { type: 'demo', id: 'd', title: 'Doors', question: 'Which?', servers: [] },
  { type: 'scene', id: 's', title: 'It opens' },
  { type: 'say', text: 'A *star* and <b>.' },
  { type: 'timeline', title: 'Knock', schedule: 'ann', actors: ['ann'] },
  { type: 'step', actor: 'ann', statement: 'knock', reply: { outcome: 'ok', text: 'who?', ms: 3 } },
  { type: 'invariant', violation: 'the door is still shut' },
  { type: 'progress', text: 'x', done: 1, total: 2 },
  { type: 'table', title: 'Doors', columns: ['door', 'times'], rows: [['a|b', 12]] },
  {
    type: 'verdict',
    scene: 's',
    way: 'knock',
    claim: 'holds',
    observed: 'holds',
    text: 'It opens.',
    numbers: { knocks: 1 },
  },
]

async function shown(headings: 'shown' | 'hidden') {
  let text = ''
  const view = createMarkdownView((part) => void (text += part), { headings })
  for (const event of events) await view.show(event)
  await view.end?.()
  return text
}

describe('createMarkdownView', () => {
  it('writes a transcript without times and progress', async () => {
    expect(await shown('hidden')).toBe(`A \\*star\\* and \\<b\\>.

\`\`\`text
Knock
order: ann
ann
${'─'.repeat(100)}
knock  ← who?
✗ the door is still shut
\`\`\`

**Doors**

| door | times |
| --- | ---: |
| a\\|b | 12 |

> **✓ HOLDS, as claimed** · \`knock\`
>
> It opens.
>
> knocks 1
`)
  })

  it('writes a listing as code, and a difference as one', async () => {
    const listing = { title: 'The lock', source: 'src/lock.ts', language: 'ts' }
    const lines = [{ number: 9, text: 'const a = `${b}`' }]
    expect(listingMarkdown({ ...listing, lines })).toBe(
      '**The lock** · src/lock.ts\n\n```ts\nconst a = `${b}`\n```',
    )
    const changed = [
      { text: '3 lines', mark: 'omitted' as const },
      { text: '```', mark: 'removed' as const },
      { text: 'x', mark: 'added' as const },
    ]
    expect(listingMarkdown({ title: '', language: 'ts', lines: changed })).toBe(
      '````diff\n  3 lines\n- ```\n+ x\n````',
    )
    const added = [{ text: 'x', mark: 'added' as const }]
    expect(listingMarkdown({ title: '', language: 'ts', lines: added })).toBe('```diff\n+ x\n```')
    const here = [{ text: 'x', mark: 'here' as const }, { text: 'y' }]
    expect(listingMarkdown({ title: '', language: 'ts', lines: here })).toBe(
      '```text\n> x\n  y\n```',
    )
  })

  it('writes an exchange and a tree without their times', async () => {
    let text = ''
    const view = createMarkdownView((part) => void (text += part))
    const request = { from: 'a', to: 'b', text: 'ping', kind: 'request', atMs: 7 } as const
    await view.show({ type: 'exchange', title: 'Ping', parties: ['a', 'b'], messages: [request] })
    const columns = [{ name: 'rows' }, { name: 'time', unit: 'ms', measured: true }]
    const root = { label: 'Scan', values: [5, 0.3], children: [] }
    await view.show({ type: 'tree', title: 'Plan', columns, root })
    expect(text.split('\n')).toEqual([
      '```text',
      'Ping',
      'a                       b',
      '│── ping ──────────────→│',
      '│                       │',
      '```',
      '',
      '```text',
      'Plan',
      '                rows',
      'Scan               5',
      '```',
      '',
    ])
  })

  it('writes a waterfall with its times: it is nothing else', async () => {
    let text = ''
    const view = createMarkdownView((part) => void (text += part))
    const spans = [
      { name: 'buy', who: 'api', startMs: 0, endMs: 50 },
      { name: 'pay', who: 'saga', startMs: 50, endMs: 100, parent: 0 },
    ]
    await view.show({ type: 'waterfall', title: 'Order', spans })
    const [fence, title, axis, buy, pay] = text.split('\n')
    expect([fence, title]).toEqual(['```text', 'Order'])
    expect(axis).toMatch(/^ +0 +100  ms$/)
    expect(buy).toMatch(/^buy    api   █{42} +50$/)
    expect(pay).toMatch(/^ {2}pay  saga {43}█{42}  50$/)
  })

  it('adds the headings of a whole demo', async () => {
    expect(await shown('shown')).toMatch(/^# Doors\n\nWhich\?\n\n## It opens\n\n/)
  })
})
