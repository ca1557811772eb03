import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { lastLines } from './log-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab-log-'))
const file = join(folder, 'server.log')
afterAll(() => rmSync(folder, { recursive: true }))

function logged(text: string): string {
  writeFileSync(file, text)
  return lastLines(file, 2)
}

describe('lastLines', () => {
  it('gives the last lines of a log, and nothing of one that is not there', () => {
    expect(logged('one\ntwo\nthree\n')).toBe('two\nthree')
    expect(logged(`${'x'.repeat(10_000)}\ntwo\nthree\n`)).toBe('two\nthree')
    expect(lastLines(join(folder, 'none.log'))).toBe('')
  })

  it('gives only the end of a line of any length', () => {
    expect(logged('x'.repeat(1_000_000))).toBe(`... ${'x'.repeat(3_000)}`)
  })
})
