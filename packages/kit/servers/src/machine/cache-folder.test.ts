import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cacheBase, cacheFolder } from './cache-folder.ts'

describe('cacheFolder', () => {
  let base: string
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'lab-cache-')))
    vi.stubEnv('XDG_CACHE_HOME', base)
  })
  afterEach(() => rmSync(base, { recursive: true }))

  it('keeps what is in a folder that others could only read, and closes it', () => {
    const jar = plant(0o755)
    cacheFolder('artifacts')
    expect(existsSync(jar)).toBe(true)
    expect(statSync(join(base, 'backend-lab')).mode & 0o777).toBe(0o700)
  })

  it('uses nothing that it finds in a folder that others could write to', () => {
    const jar = plant(0o777)
    expect(cacheFolder('artifacts')).toBe(join(base, 'backend-lab', 'artifacts'))
    expect(existsSync(jar)).toBe(false)
    expect(statSync(join(base, 'backend-lab')).mode & 0o777).toBe(0o700)
  })

  function plant(mode: number): string {
    const jar = join(base, 'backend-lab', 'artifacts', 'kafka.jar')
    mkdirSync(join(base, 'backend-lab', 'artifacts'), { recursive: true })
    writeFileSync(jar, '')
    chmodSync(join(base, 'backend-lab'), mode)
    return jar
  }
})

describe('cacheBase', () => {
  it('ignores a relative XDG_CACHE_HOME: it would be another folder from each place', () => {
    expect(cacheBase({ XDG_CACHE_HOME: 'cache' })).toBe(cacheBase({}))
  })

  it('explains a user without a home', () => {
    vi.stubEnv('HOME', '')
    expect(() => cacheBase({})).toThrow(
      'Cannot find a cache folder: this user has no home\nTry: set XDG_CACHE_HOME to a folder of your own',
    )
  })
})
