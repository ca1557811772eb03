import { describe, expect, it } from 'vitest'
import { lab } from './lab-process.fixture.ts'

describe('lab check sizes', () => {
  it('counts files and words of each concept, marks what is too much, and says the limits', async () => {
    const { code, stdout } = await lab(['check', 'sizes'])
    const lines = stdout.trimEnd().split('\n')
    expect([code, lines[0]?.trim().split(/ {2,}/)]).toEqual([
      0,
      ['files', 'words', 'test s', 'record s', 'prove s'],
    ])
    // The fixture is no workspace of turbo: no task of it has run.
    expect(lines.find((line) => line.startsWith('last-ticket'))).toMatch(
      /^last-ticket +\d+ +\d+ +– +– +–$/,
    )
    expect(lines.at(-1)).toMatch(/^at most +40 +900 +6 +6 +8$/)
  })

  it('takes no other check', async () => {
    const { code, stderr } = await lab(['check', 'sizes', 'shape'])
    expect([code, stderr]).toEqual([2, 'lab check sizes takes no other check\n'])
  })
})
