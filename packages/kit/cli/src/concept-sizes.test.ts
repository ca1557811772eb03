import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizeProblems } from './concept-sizes.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-sizes-'))
  const transcript = `<!-- lab:demo scene=one -->\n${'shown '.repeat(2_000)}\n<!-- /lab:demo -->\n`
  writeFileSync(join(folder, 'README.md'), `${'word '.repeat(900)}\n${transcript}`)
  for (let file = 1; file < 40; file += 1) writeFileSync(join(folder, `${file}.ts`), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('sizeProblems', () => {
  it('counts 40 files and 900 words of its own as small enough', () => {
    expect(sizeProblems(folder, undefined)).toEqual([])
  })

  it('asks for a reason above', () => {
    writeFileSync(join(folder, '40.ts'), '')
    expect(sizeProblems(folder, undefined)).toEqual([
      'it must have 40 files at most, received 41; or say why in package.json: lab.largerBecause',
    ])
    expect(sizeProblems(folder, '13 anomalies, a file each')).toEqual([])
  })
})
