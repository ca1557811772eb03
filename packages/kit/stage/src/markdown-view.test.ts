import { describe, expect, it } from 'vitest'
import type { StageEvent } from './events.ts'
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
knock
← who?
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

  it('adds the headings of a whole demo', async () => {
    expect(await shown('shown')).toMatch(/^# Doors\n\nWhich\?\n\n## It opens\n\n/)
  })
})
