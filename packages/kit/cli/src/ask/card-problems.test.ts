import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cardProblems } from './card-problems.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-cards-'))
  writeFileSync(join(folder, 'locks.test.ts'), "it('sells it once', async () => {})\n")
})
afterAll(() => rmSync(folder, { recursive: true }))

const scenes = new Map([
  ['locks', ['naive', 'row-lock']],
  ['deadlocks', ['in-order']],
])
const question = 'How do you sell one ticket once?'
const asked = 'What happens when a client dies?'
const good = `- *${asked}* It rolls back. <!-- card dead-client: scene row-lock -->`

function problemsOf(next: string, answer = 'I lock it. <!-- card answer: scene row-lock -->') {
  const readme = `# Locks\n\n## The answer to say\n\n${answer}\n\n## They ask next\n\n${next}\n`
  writeFileSync(join(folder, 'README.md'), readme)
  return cardProblems({ id: 'locks', folder, question }, scenes)
}

const shownBy = (proof: string) => problemsOf(good.replace('scene row-lock', proof))

describe('cardProblems', () => {
  it('finds none when each card is named, read alone and shown', () => {
    expect(problemsOf(good)).toEqual([])
    expect(shownBy('scene deadlocks/in-order')).toEqual([])
    expect(shownBy('test locks.test.ts "sells it once"')).toEqual([])
    expect(shownBy('no run')).toEqual([])
  })

  it.each([
    ['scene sail', 'the demo of locks has no scene "sail"; there are naive, row-lock'],
    ['scene deadlocks/naive', 'the demo of deadlocks has no scene "naive"; there are in-order'],
    ['scene dead/in-order', 'there is no concept "dead"'],
    ['test lock.test.ts "sells it once"', 'there is no lock.test.ts'],
    ['test locks.test.ts "sells two"', 'locks.test.ts has no test "sells two"'],
    ['row-lock', 'its answer must end with a mark, as <!-- card dead-client: scene row-lock -->'],
  ])('says when what shows a card is not there: %s', (proof, problem) => {
    expect(shownBy(proof)).toEqual([`card "${asked}": ${problem}`])
  })

  it('asks each card for a name of its own', () => {
    expect(problemsOf(good, 'I lock it.')).toEqual([
      `card "${question}": its answer must end with a mark, as <!-- card dead-client: scene row-lock -->`,
    ])
    expect(problemsOf(`${good}\n${good}`)).toEqual([
      `card "${asked}": another card is named locks/dead-client too`,
    ])
  })

  it('asks for questions that can be read alone', () => {
    const problemsAsking = (other: string) => problemsOf(good.replace(asked, other))
    expect(problemsAsking('Which key?')).toEqual([
      'card "Which key?": it must have 5 words at least to be read alone, received 2',
    ])
    expect(problemsAsking('And how do you sell several?')).toEqual([
      'card "And how do you sell several?": it is read alone, and must not begin with "And"',
    ])
    expect(problemsAsking('Say what happens when it dies.')).toEqual([
      'card "Say what happens when it dies.": it must end with a question mark',
    ])
  })

  it('finds a question that is written in another way, and would be no card', () => {
    expect(problemsOf(`**${asked}**\nIt rolls back.`)).toEqual([
      `"They ask next" must be a list of "- *Question?* Answer", received "**${asked}**"`,
    ])
    expect(problemsOf(`${good}\n- no question`)).toEqual([
      '"They ask next" must be a list of "- *Question?* Answer", received "- no question"',
    ])
  })
})
