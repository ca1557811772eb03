import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { privateFolder } from './private-folder.ts'
import { ownName } from './system-user.ts'

const isRoot = process.getuid?.() === 0
const owners = isRoot ? 'root' : `user ${ownName()} or root`
const anotherUser = 12_345
const remedy = 'set SOMEWHERE to a folder of your own'

describe('privateFolder', () => {
  let base: string
  let folder: string
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'lab-private-')))
    folder = join(base, 'above', 'own')
  })
  afterEach(() => rmSync(base, { recursive: true }))

  const use = (path = folder) => privateFolder(path, { remedy })
  const mode = (path: string) => statSync(path).mode & 0o7777

  it('makes a folder that only this user may enter, and those above it', () => {
    expect(use()).toBe(folder)
    expect([mode(folder), mode(join(base, 'above'))]).toEqual([0o700, 0o700])
  })

  it.each([
    { name: 'enter', open: 0o755, heard: [] },
    { name: 'write to', open: 0o777, heard: ['it was open'] },
  ])('closes a folder that others may $name', ({ open, heard }) => {
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, open)
    const said: string[] = []
    privateFolder(folder, { remedy, onOpen: () => said.push('it was open') })
    expect(mode(folder)).toBe(0o700)
    expect(said).toEqual(heard)
  })

  it('gives a path without the links that lead to it', () => {
    mkdirSync(join(base, 'elsewhere'))
    symlinkSync('elsewhere', join(base, 'above'))
    expect(use()).toBe(join(base, 'elsewhere', 'own'))
  })

  it('refuses a link in the place of the folder', () => {
    mkdirSync(join(base, 'above'))
    symlinkSync(base, folder)
    expect(() => use()).toThrow(
      `Cannot use ${folder}: it must be a folder of user ${ownName()}, received a link\nTry: ${remedy}`,
    )
  })

  it('refuses a folder below one that others may write to, and names what closes it', () => {
    mkdirSync(folder, { recursive: true })
    chmodSync(join(base, 'above'), 0o775)
    expect(() => use()).toThrow(
      `Cannot use ${folder}: ${base}/above must be a folder of ${owners} that others may not write to, received mode 0775\nTry: chmod go-w ${base}/above, or ${remedy}`,
    )
  })

  it('takes a folder below one in which no user may exchange what others have made', () => {
    mkdirSync(folder, { recursive: true })
    chmodSync(join(base, 'above'), 0o1777)
    expect(use()).toBe(folder)
  })

  it('explains a folder that cannot be made', () => {
    writeFileSync(join(base, 'above'), '')
    expect(() => use()).toThrow(
      `Cannot make ${folder}: a part of its path is not a folder\nTry: ${remedy}`,
    )
  })

  it.skipIf(process.platform !== 'linux')(
    'explains a place that takes no folder, and does not try without end (needs /proc)',
    () => {
      const program = `
        const { privateFolder } = await import(process.argv[1])
        privateFolder('/proc/none/own', { remedy: 'set SOMEWHERE' })`
      const url = new URL('./private-folder.ts', import.meta.url).href
      const { signal, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '-e', program, url],
        { encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' },
      )
      expect(signal).toBeNull()
      expect(stderr).toContain(
        'Cannot make /proc/none/own: /proc takes no folder\nTry: set SOMEWHERE\n',
      )
    },
  )

  it.skipIf(!isRoot)('refuses a folder of another user (only root can make one)', () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chownSync(folder, anotherUser, anotherUser)
    expect(() => use()).toThrow(
      `Cannot use ${folder}: it must be a folder of user root, received one of user 12345\nTry: ${remedy}`,
    )
  })

  it.skipIf(!isRoot)('refuses a folder below one of another user (only root can make one)', () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chownSync(join(base, 'above'), anotherUser, anotherUser)
    expect(() => use()).toThrow(
      `Cannot use ${folder}: ${base}/above must be a folder of root that others may not write to, received one of user 12345\nTry: ${remedy}`,
    )
  })
})
