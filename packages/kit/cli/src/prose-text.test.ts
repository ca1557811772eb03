import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { proseText } from './prose-text.ts'

const plain = { width: 40, colour: false }
const answer =
  'I read with `select ... for update` inside the transaction: see [deadlocks](../deadlocks).'

describe('proseText', () => {
  it('wraps code, bold and links without their marks', () => {
    expect(proseText(`**A lock.** ${answer}`, plain).split('\n')).toEqual([
      'A lock. I read with select ... for',
      'update inside the transaction: see',
      'deadlocks.',
    ])
    expect(proseText('Read [Locks](https://postgresql.org/locks).', plain)).toBe(
      'Read Locks\n(https://postgresql.org/locks).',
    )
  })

  it('paints code across the lines that it is wrapped into, and changes no letter', () => {
    const painted = proseText(answer, { width: 40, colour: true })
    expect(stripVTControlCharacters(painted)).toBe(proseText(answer, plain))
    expect(painted).toContain('\u001B[36mselect ... for update\u001B[39m')
    const narrow = proseText(answer, { width: 26, colour: true })
    expect(narrow).toContain('\u001B[36mselect ... for\nupdate\u001B[39m')
  })

  it('keeps what is no mark: a star, a bracket, a single backtick', () => {
    const text = 'select * from a[1] where b = `'
    expect(proseText(text, plain)).toBe(text)
  })

  it('keeps the items of a list apart, and code as it is', () => {
    expect(
      proseText('- One that is long enough for two\n  lines.\n- Two.\n\n```sql\na  b\n```', {
        ...plain,
        width: 24,
      }).split('\n'),
    ).toEqual(['- One that is long', '  enough for two lines.', '- Two.', '', '    a  b'])
  })

  it('shows control characters of a text instead of sending them', () => {
    expect(proseText('a \u001B[31m `b\u001B[0m`', plain)).not.toContain('\u001B')
  })
})
