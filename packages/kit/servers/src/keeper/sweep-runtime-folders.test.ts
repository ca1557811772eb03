import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
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

it.skipIf(process.getuid?.() !== 0)(
  'leaves a folder of another user alone, and opens nothing in it (only root can make one)',
  async () => {
    const base = mkdtempSync(join(tmpdir(), 'lab-sweep-'))
    const theirs = join(base, '1111111111')
    mkdirSync(theirs)
    writeFileSync(join(theirs, 'keeper.log'), '')
    // What the keeper would end at: no lock can be had on it.
    writeFileSync(join(theirs, 'keeper.lock'), 'no database')
    chownSync(theirs, 12_345, 12_345)
    await sweepRuntimeFolders(join(base, '0000000000'), Date.now() + 48 * 3_600_000)
    const left = readdirSync(base)
    rmSync(base, { recursive: true })
    expect(left).toEqual(['1111111111'])
  },
)
