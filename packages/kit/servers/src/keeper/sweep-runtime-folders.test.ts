import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { waitForFileLock } from '../machine/file-lock.ts'
import { sweepRuntimeFolders } from './sweep-runtime-folders.ts'

it('removes what a keeper left a day ago, and nothing that is used, new or not a keeper’s', async () => {
  const base = mkdtempSync(join(tmpdir(), 'lab-sweep-'))
  const nowMs = 1_800_000_000_000
  const folder = (name: string, ageHours: number) => {
    mkdirSync(join(base, name))
    writeFileSync(join(base, name, 'keeper.log'), '')
    const seconds = nowMs / 1000 - ageHours * 3600
    utimesSync(join(base, name, 'keeper.log'), seconds, seconds)
    return join(base, name)
  }
  const own = folder('0000000000', 48)
  folder('1111111111', 25)
  const lock = await waitForFileLock(join(folder('2222222222', 25), 'keeper.lock'), 0)
  folder('3333333333', 23)
  folder('somebody else', 48)
  await sweepRuntimeFolders(own, nowMs)
  lock?.release()
  expect(readdirSync(base)).toEqual(['0000000000', '2222222222', '3333333333', 'somebody else'])
  rmSync(base, { recursive: true })
})
