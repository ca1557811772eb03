import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runtimeFolder } from './runtime-folder.ts'

describe('runtimeFolder', () => {
  let base: string
  let session: string
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'lab-run-')))
    session = join(base, 'session')
    mkdirSync(session, { mode: 0o700 })
    vi.stubEnv('XDG_CACHE_HOME', join(base, 'cache'))
  })
  afterEach(() => rmSync(base, { recursive: true }))

  it('is in the folder of this session', () => {
    const { folder } = runtimeFolder({ XDG_RUNTIME_DIR: session })
    expect(dirname(folder)).toBe(join(session, 'backend-lab'))
  })

  it.each([
    { name: 'there is none', prepare: () => rmSync(session, { recursive: true }) },
    { name: 'others may write to it', prepare: () => chmodSync(session, 0o777) },
  ])('is in the cache folder when $name', ({ prepare }) => {
    prepare()
    const { folder } = runtimeFolder({ XDG_RUNTIME_DIR: session })
    expect(dirname(folder)).toBe(join(base, 'cache', 'backend-lab', 'run'))
  })

  it('is where LAB_RUNTIME_DIR says', () => {
    expect(runtimeFolder({ LAB_RUNTIME_DIR: join(base, 'own') }).folder).toBe(join(base, 'own'))
  })

  it('refuses a path that is too long for a socket', () => {
    const long = join(base, 'x'.repeat(100))
    expect(() => runtimeFolder({ LAB_RUNTIME_DIR: long })).toThrow(
      /^Cannot listen on .*: path must be at most 103 bytes, received \d+\nTry: set LAB_RUNTIME_DIR to a short path/,
    )
  })
})
