import { describe, expect, it } from 'vitest'
import { workspaceConcepts } from '../workspace-concepts.ts'
import { ankiText } from './anki-text.ts'
import type { AnkiCard } from './anki-text.ts'
import { questionCards } from './cards.ts'

const repository = new URL('../../../../..', import.meta.url).pathname

/** Reads a text as Anki does: headers, comments, and records as CSV has them. */
function readAsAnki(text: string): { headers: Record<string, string>; records: string[][] } {
  const headers: Record<string, string> = {}
  const records: string[][] = []
  let at = 0
  while (at < text.length) {
    if (text[at] === '#') {
      const end = text.indexOf('\n', at)
      const [name = '', value = ''] = text.slice(at + 1, end).split(':')
      headers[name] = value
      at = end + 1
      continue
    }
    const record: string[] = []
    for (let isOpen = true; isOpen; at += 1) {
      let field = ''
      if (text[at] === '"') {
        for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
          if (text[at] === '"') at += 1
          field += text[at]
        }
        at += 1
      } else for (; !'\t\n'.includes(text[at]!); at += 1) field += text[at]
      record.push(field)
      isOpen = text[at] === '\t'
    }
    records.push(record)
  }
  return { headers, records }
}

const card: AnkiCard = {
  id: 'row-locks/answer',
  concept: 'row-locks',
  area: 'database',
  question: 'How?',
  answer: 'So.',
}
const recordOf = (changed: Partial<AnkiCard>) =>
  readAsAnki(ankiText([{ ...card, ...changed }])).records[0]!

describe('ankiText', () => {
  it('names the columns of guid, deck and tags, and leaves front and back to the note type', () => {
    const { headers, records } = readAsAnki(ankiText([card]))
    expect(headers).toEqual({
      separator: 'tab',
      html: 'true',
      notetype: 'Basic',
      'guid column': '1',
      'deck column': '2',
      'tags column': '5',
    })
    expect(records).toEqual([
      [
        'backend-lab/row-locks/answer',
        'Backend Lab::database',
        'How?',
        '<p>So.</p>',
        'backend-lab::database::row-locks',
      ],
    ])
  })

  it.each([
    ['a "quoted" word', '<p>a "quoted" word</p>'],
    ['"', '<p>"</p>'],
    ['a\ttab', '<p>a\ttab</p>'],
    ['select `a < b && c`', '<p>select <code>a &lt; b &amp;&amp; c</code></p>'],
    ['**Lock** it: [deadlocks](../deadlocks)', '<p><b>Lock</b> it: deadlocks</p>'],
    ['one\nline\n\ntwo', '<p>one line</p><p>two</p>'],
    ['- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
    ['```sql\n# no comment\n\tselect "a"\n```', '<pre># no comment\n\tselect "a"</pre>'],
  ])('brings %j through Anki', (answer, html) => {
    expect(recordOf({ answer })[3]).toBe(html)
    expect(recordOf({ answer })).toHaveLength(5)
  })

  it('adds what shows the answer', () => {
    const proof = { concept: 'deadlocks', shownBy: { scene: 'in-order' } }
    expect(recordOf({ proof })[3]).toBe(
      '<p>So.</p><p><code>./lab demo deadlocks --scene in-order</code></p>',
    )
  })

  it('keeps a guid when the words change, and gives no two cards one', () => {
    expect(recordOf({ question: 'Otherwise?' })[0]).toBe(recordOf({})[0])
    const cards = workspaceConcepts(repository).flatMap((concept) =>
      questionCards(concept).map((one) => ({ ...one, area: concept.area })),
    )
    const { records } = readAsAnki(ankiText(cards))
    expect(records.map((record) => record.length)).toEqual(cards.map(() => 5))
    expect(new Set(records.map(([guid]) => guid)).size).toBe(cards.length)
    expect(cards.length).toBeGreaterThan(100)
  })

  it('is only its headers without a card', () => {
    expect(readAsAnki(ankiText([])).records).toEqual([])
  })
})
