import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDataFolder, dataFolderBase, removeDataFolders } from './data-folder.ts'
import { userForServers } from './system-user.ts'

const isRoot = process.getuid?.() === 0
const shared = isRoot ? '/tmp' : tmpdir()

describe('removeDataFolders', () => {
  let base: string
  let name: string
  let left: string
  beforeEach(() => {
    base = mkdtempSync(join(shared, 'lab-data-'))
    name = `test${process.hrtime.bigint()}`
    left = join(shared, `backend-lab-${name}-left`)
  })
  afterEach(() => {
    rmSync(left, { recursive: true, force: true })
    rmSync(base, { recursive: true })
  })

  it('removes what a killed keeper of this user has left', () => {
    mkdirSync(left)
    removeDataFolders(name)
    expect(existsSync(left)).toBe(false)
  })

  it('follows no link, and leaves it', () => {
    writeFileSync(join(base, 'kept'), '')
    symlinkSync(base, left)
    removeDataFolders(name)
    expect(lstatSync(left).isSymbolicLink()).toBe(true)
    expect(existsSync(join(base, 'kept'))).toBe(true)
  })

  it.skipIf(!isRoot)(
    'removes what PostgreSQL has left, whose user is another one (for root)',
    () => {
      mkdirSync(left)
      chownSync(left, userForServers()!.uid, userForServers()!.gid)
      removeDataFolders(name)
      expect(existsSync(left)).toBe(false)
    },
  )

  it.skipIf(!isRoot)('leaves a folder of another user alone (only root could remove it)', () => {
    mkdirSync(left)
    chownSync(left, 12_345, 12_345)
    removeDataFolders(name)
    expect(existsSync(left)).toBe(true)
  })
})

describe('createDataFolder', () => {
  it('makes a folder that only this user may enter', async () => {
    const folder = await createDataFolder(`test${process.hrtime.bigint()}`)
    const { mode } = lstatSync(folder.path)
    rmSync(folder.path, { recursive: true })
    await folder.handOver()
    expect(mode & 0o777).toBe(0o700)
  })
})

describe('dataFolderBase', () => {
  let open: string
  let sticky: string
  beforeEach(() => {
    open = mkdtempSync(join(shared, 'lab-open-'))
    chmodSync(open, 0o777)
    sticky = mkdtempSync(join(shared, 'lab-sticky-'))
    chmodSync(sticky, 0o1777)
  })
  afterEach(() => [open, sticky].map((folder) => rmSync(folder, { recursive: true })))

  it('passes over a memory folder in which others may exchange what is there', () => {
    expect(dataFolderBase(open, sticky)).toBe(sticky)
  })

  it('says that a disk folder is not there', () => {
    expect(() => dataFolderBase(open, join(sticky, 'none'))).toThrow(
      /^Cannot keep data in \S+: it is not there\nTry: /,
    )
  })

  it('refuses such a disk folder', () => {
    expect(() => dataFolderBase(open, open)).toThrow(
      /^Cannot keep data in (\S+): \1 must be a folder of .* that others may not write to, received mode 0777\nTry: /,
    )
  })
})
