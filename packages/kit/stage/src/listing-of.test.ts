import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { differenceOf } from './difference-of.ts'
import { listingOf } from './listing-of.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab-listing-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 'package.json'), '{}')

function file(name: string, lines: string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

const code = file('lock.ts', [
  '// Locks the row.',
  "import { pool } from './pool.ts'",
  '',
  'export function lock() {',
  '  if (true) {',
  '    return 1',
  '  }',
  '}',
  '',
  'const after = 2',
])
const texts = ({ lines }: { lines: { text: string }[] }) => lines.map(({ text }) => text)

describe('listingOf', () => {
  it('reads a whole file, and says where it is in its package', () => {
    expect(listingOf(pathToFileURL(code))).toMatchObject({
      title: '',
      source: 'lock.ts',
      language: 'ts',
      lines: { length: 10, 0: { number: 1, text: '// Locks the row.' } },
    })
  })

  it('reads from the line with a text to the end of its block', () => {
    expect(listingOf(code, { from: 'function lock' }).lines).toEqual([
      { number: 4, text: 'export function lock() {' },
      { number: 5, text: '  if (true) {' },
      { number: 6, text: '    return 1' },
      { number: 7, text: '  }' },
      { number: 8, text: '}' },
    ])
    expect(texts(listingOf(code, { from: 'if (true)' }))).toEqual([
      '  if (true) {',
      '    return 1',
      '  }',
    ])
    expect(texts(listingOf(code, { from: 'import' }))).toEqual(["import { pool } from './pool.ts'"])
    const lua = file('count.lua', ['if state then', "  redis.call('incr')", 'end', 'return 1'])
    expect(texts(listingOf(lua, { from: 'if state' }))).toHaveLength(3)
  })

  it('reads from one line to another, by number or by text', () => {
    expect(texts(listingOf(code, { from: 5, to: 6 }))).toEqual(['  if (true) {', '    return 1'])
    expect(texts(listingOf(code, { from: 'if (true)', to: 'return' }))).toHaveLength(2)
  })

  it.each([
    [
      { from: 'unlock' },
      'Cannot list lines: lock.ts must have "unlock" after line 0, received 10 lines',
    ],
    [
      { from: 6, to: 'import' },
      'Cannot list lines: lock.ts must have "import" after line 5, received 10 lines',
    ],
    [{ from: 11 }, 'Cannot list lines: lock.ts must have line 11 after line 0, received 10 lines'],
    [
      { from: 6, to: 5 },
      'Cannot list lines: lock.ts must have line 5 after line 5, received 10 lines',
    ],
  ])('refuses what is not there: %j', (part, message) => {
    expect(() => listingOf(code, part)).toThrow(new RangeError(message))
  })
})

describe('differenceOf', () => {
  it('marks what is removed and added, with some equal lines around', async () => {
    const before = file('before.ts', ['1', '2', '3', '4', 'old', '6', '7', '8', '9', '10'])
    const after = file('after.ts', ['1', '2', '3', '4', 'new', 'more', '6', '7', '8', '9', '10'])
    expect(await differenceOf(before, after, { title: 'The mend', around: 1 })).toEqual({
      title: 'The mend',
      source: 'before.ts → after.ts',
      language: 'ts',
      lines: [
        { text: '3 equal lines', mark: 'omitted' },
        { number: 4, text: '4' },
        { number: 5, text: 'old', mark: 'removed' },
        { number: 5, text: 'new', mark: 'added' },
        { number: 6, text: 'more', mark: 'added' },
        { number: 7, text: '6' },
        { text: '4 equal lines', mark: 'omitted' },
      ],
    })
  })

  it('has the whole second file in what is not removed, and the first in what is not added', async () => {
    const lines = fc.array(fc.constantFrom('a', 'b', '', '}'), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(lines, lines, async (one, other) => {
        fc.pre(one.join() !== other.join())
        // A file's last line is no empty one.
        const [left, right] = [
          [...one, 'end'],
          [...other, 'end'],
        ]
        const difference = await differenceOf(file('one.ts', left), file('other.ts', right), {
          around: 99,
        })
        const without = (mark: string) =>
          difference.lines.filter((line) => line.mark !== mark).map(({ text }) => text)
        expect([without('added'), without('removed')]).toEqual([left, right])
      }),
    )
  })
})
