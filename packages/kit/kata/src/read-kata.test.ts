import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readKatas, readQuestions } from './read-kata.ts'

const concept = mkdtempSync(join(tmpdir(), 'lab-concept-'))
const readme = join(concept, 'kata/count/README.md')

function writeKata(change: (text: string) => string = (text) => text): void {
  cpSync(join(import.meta.dirname, '../fixture/kata'), join(concept, 'kata'), { recursive: true })
  writeFileSync(readme, change(readFileSync(readme, 'utf8')))
}

describe('readKatas', () => {
  afterEach(() => rmSync(concept, { recursive: true, force: true }))

  it('reads the line ends of Windows as any other', () => {
    writeKata()
    const [kata] = readKatas(concept)
    writeKata((text) => text.replaceAll('\n', '\r\n'))
    expect(readKatas(concept)).toEqual([kata])
  })

  it('reads all that a session needs', () => {
    writeKata()
    expect(readKatas(concept)).toEqual([
      {
        id: 'count',
        folder: join(concept, 'kata/count'),
        title: 'Count the visits',
        minutes: 5,
        prompt: 'Two visitors come at once.\n\nBoth count.',
        interview: 'Our counter is too low. Why?',
        hints: ['What does the second one read?', 'One statement\ncan do both.'],
        followUps: [{ question: 'And in Redis?', answer: 'incr.' }],
        mutants: [
          {
            file: join(concept, 'kata/count/mutants/adds-two.ts'),
            fails: 'returns the number of visits',
          },
        ],
      },
    ])
  })

  it.each([
    ['an empty hint', /1\. .*/, '1.', 'a hint is empty'],
    ['no time box', /Time: 5 minutes\./, 'Soon', 'README.md has no line "Time: 15 minutes."'],
    ['a time box of days', /Time: 5 /, 'Time: 9999 ', 'README.md has no line "Time: 15 minutes."'],
    ['no prompt', '## Prompt', '## Promt', 'README.md has nothing below "## Prompt"'],
  ])('refuses %s', (_, from, to, problem) => {
    writeKata((text) => text.replace(from, to))
    expect(() => readKatas(concept)).toThrow(new TypeError(`Cannot read kata count: ${problem}`))
  })

  it('refuses a mutant that names no fact', () => {
    writeKata()
    writeFileSync(join(concept, 'kata/count/mutants/adds-two.ts'), 'export {}\n')
    expect(() => readKatas(concept)).toThrow(
      'mutants/adds-two.ts must begin with "// Fails: <fact>"',
    )
  })
})

describe('readQuestions', () => {
  it('takes what follows the question, over several lines', () => {
    expect(readQuestions('- *Why?* Because\n  of it.\n- no question\n- *How?* So.')).toEqual([
      { question: 'Why?', answer: 'Because\nof it.' },
      { question: 'How?', answer: 'So.' },
    ])
  })
})
