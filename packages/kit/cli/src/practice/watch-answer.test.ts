import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchAnswer } from './watch-answer.ts'

describe('watchAnswer', () => {
  let folder: string
  let file: string
  let heard: string[]
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lab-watch-'))
    mkdirSync(join(folder, 'practice'))
    file = join(folder, 'practice/answer.ts')
    writeFileSync(file, 'first')
    heard = []
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const watch = () =>
    watchAnswer(
      file,
      () => heard.push('changed'),
      () => heard.push('deleted'),
    )
  const patient = { timeout: 5_000 }

  it('hears of a change of which the file system tells nothing', async () => {
    // A watch of a folder tells nothing of what is written by a name in another one.
    linkSync(file, join(folder, 'elsewhere'))
    using _watching = watch()
    writeFileSync(join(folder, 'elsewhere'), 'second')
    await expect.poll(() => heard, patient).toEqual(['changed'])
  })

  it('hears of a file in a folder that cannot be watched', async () => {
    rmSync(join(folder, 'practice'), { recursive: true })
    using _watching = watch()
    mkdirSync(join(folder, 'practice'))
    writeFileSync(file, 'second')
    await expect.poll(() => heard, patient).toEqual(['changed'])
  })

  it('hears once that the file was deleted, and that it is back, as it was', async () => {
    using _watching = watch()
    rmSync(file)
    await expect.poll(() => heard, patient).toEqual(['deleted'])
    writeFileSync(file, 'first')
    await expect.poll(() => heard, patient).toEqual(['deleted', 'changed'])
  })
})
