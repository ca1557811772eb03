import { chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lab } from './lab-process.fixture.ts'

describe('a folder that another user may have made', () => {
  let base: string
  let cache: string
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'lab-refused-')))
    cache = join(base, 'backend-lab')
  })
  afterEach(() => rmSync(base, { recursive: true }))

  const status = () =>
    lab(['servers', 'status'], {
      env: { XDG_CACHE_HOME: base, XDG_RUNTIME_DIR: '', LAB_RUNTIME_DIR: '' },
    })

  it('is used when it is new', async () => {
    expect(await status()).toMatchObject({ code: 0, stderr: '' })
  })

  it('is refused with one sentence, and exit code 2, when it is a link', async () => {
    mkdirSync(join(base, 'elsewhere'))
    symlinkSync('elsewhere', cache)
    const { code, stderr } = await status()
    expect(stderr).toMatch(
      /^Cannot use \S+: it must be a folder of user \S+, received a link\nTry: set XDG_CACHE_HOME to a folder of your own\n$/,
    )
    expect(code).toBe(2)
  })

  it.skipIf(process.getuid?.() !== 0)(
    'is refused with one sentence, and exit code 2, when another user owns it (only root can make one)',
    async () => {
      mkdirSync(cache, { mode: 0o700 })
      chownSync(cache, 12_345, 12_345)
      expect(await status()).toEqual({
        code: 2,
        stdout: '',
        stderr: `Cannot use ${cache}: it must be a folder of user root, received one of user 12345\nTry: set XDG_CACHE_HOME to a folder of your own\n`,
      })
    },
  )
})
