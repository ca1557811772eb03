import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { userForServers } from '../machine/system-user.ts'
import { copyPostgres } from './postgres-copy.ts'

// Only root runs PostgreSQL as another user, and needs a copy for that.
describe.skipIf(process.getuid?.() !== 0)('copyPostgres (for root)', () => {
  const user = { uid: 65_534, gid: 65_534, ...userForServers() }
  let home: string
  let base: string
  let native: string
  let traces: string
  beforeEach(() => {
    home = mkdtempSync('/tmp/lab-copy-')
    chmodSync(home, 0o755)
    base = join(home, 'copies')
    traces = join(home, 'traces')
    mkdirSync(traces)
    chmodSync(traces, 0o777)
    // Stands for the build: what matters is who may enter and change it.
    native = join(home, 'checkout')
    writeBuild(native, 'ours')
    chmodSync(native, 0o700)
  })
  afterEach(() => rmSync(home, { recursive: true }))

  it('gives one that the user can run, and the next caller the same', () => {
    const folder = copyPostgres(native, 'postgres-18', user, base)
    const first = statSync(folder).ino
    expect(versionAs(folder)).toBe('ours\n')
    expect(statSync(copyPostgres(native, 'postgres-18', user, base)).ino).toBe(first)
    expect(readdirSync(base)).toEqual(['postgres-18'])
  })

  it('gives one that the user can run, and only root change, whatever the umask of its making', () => {
    for (const mask of [0o077, 0o000]) {
      const before = process.umask(mask)
      const checkout = join(home, `checkout-${mask}`)
      writeBuild(checkout, 'ours')
      const folder = copyPostgres(checkout, `postgres-${mask}`, user, base)
      process.umask(before)
      expect(versionAs(folder)).toBe('ours\n')
      const modes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
        (entry) => `${entry} ${(statSync(join(folder, entry)).mode & 0o777).toString(8)}`,
      )
      expect(modes.toSorted()).toEqual([
        'bin 755',
        'bin/postgres 755',
        'lib 755',
        'lib/libpq.so 644',
        'lib/libpq.so.5 644',
      ])
    }
  })

  it.each([
    ['another user has made', (folder: string) => chownSync(folder, 12_345, 12_345)],
    ['others may write to', (folder: string) => chmodSync(folder, 0o777)],
  ])('replaces, and never runs, what %s in its place', (_who, openTo) => {
    const planted = join(base, 'postgres-18')
    writeBuild(planted, 'theirs')
    openTo(planted)
    expect(versionAs(copyPostgres(native, 'postgres-18', user, base))).toBe('ours\n')
    expect(readdirSync(traces)).toEqual(['ours'])
  })

  it('replaces a link by a folder', () => {
    writeBuild(join(home, 'planted'), 'theirs')
    mkdirSync(base)
    symlinkSync(join(home, 'planted'), join(base, 'postgres-18'))
    expect(versionAs(copyPostgres(native, 'postgres-18', user, base))).toBe('ours\n')
    expect(existsSync(join(home, 'planted', 'bin'))).toBe(true)
    expect(readdirSync(traces)).toEqual(['ours'])
  })

  it('replaces what the user cannot run', () => {
    const folder = copyPostgres(native, 'postgres-18', user, base)
    chmodSync(join(folder, 'bin'), 0o700)
    expect(versionAs(copyPostgres(native, 'postgres-18', user, base))).toBe('ours\n')
  })

  it('refuses a place of another user, and leaves nothing there', () => {
    mkdirSync(base)
    chownSync(base, 12_345, 12_345)
    expect(() => copyPostgres(native, 'postgres-18', user, base)).toThrow(
      `${base} must be a folder of root that others may not write to, received one of user 12345`,
    )
    expect(readdirSync(base)).toEqual([])
  })

  function writeBuild(folder: string, name: string): void {
    mkdirSync(join(folder, 'bin'), { recursive: true })
    mkdirSync(join(folder, 'lib'))
    const script = `#!/bin/sh\necho > '${traces}/${name}'\necho ${name}\n`
    writeFileSync(join(folder, 'bin', 'postgres'), script, { mode: 0o755 })
    writeFileSync(join(folder, 'lib', 'libpq.so.5'), '')
    symlinkSync('libpq.so.5', join(folder, 'lib', 'libpq.so'))
  }

  function versionAs(folder: string): string {
    const postgres = join(folder, 'bin', 'postgres')
    return execFileSync(postgres, ['--version'], { encoding: 'utf8', cwd: '/', ...user })
  }
})
