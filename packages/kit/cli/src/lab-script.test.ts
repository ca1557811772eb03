import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = realpathSync(join(import.meta.dirname, '../../../..'))
const script = join(root, 'lab')
const main = join(import.meta.dirname, 'main.ts')
const cache = join(root, 'node_modules/.cache/compile')
const stranger = { uid: 12_345, gid: 12_345 }

describe('lab', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lab-script-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('finds its own folder through a symlink, from any folder, and runs on the workspace’s Node', () => {
    symlinkSync(script, join(folder, 'first'))
    symlinkSync('first', join(folder, 'second'))
    const version = execFileSync(join(folder, 'second'), ['--version'], {
      cwd: '/',
      encoding: 'utf8',
    })
    expect(version).toMatch(/^lab \d+\.\d+\.\d+, Node v26\./)
  })

  describe.each([
    { name: 'lab', command: script, args: [] },
    // As the scripts of package.json start it.
    { name: 'main.ts', command: process.execPath, args: [main] },
  ])('as $name', ({ command, args }) => {
    it('takes no compiled code from the temporary folder, nor does what it starts', () => {
      mkdirSync(join(folder, 'node-compile-cache'))
      expect(seenCaches({})).toEqual([cache, cache])
      expect(readdirSync(folder, { recursive: true })).toEqual(['node-compile-cache'])
    })

    it('takes it from where NODE_COMPILE_CACHE says', () => {
      const own = join(folder, 'own')
      expect(seenCaches({ NODE_COMPILE_CACHE: own })).toEqual([own, own])
    })

    /** Where the process takes compiled code from, and where what it starts will. */
    function seenCaches(env: NodeJS.ProcessEnv): string[] {
      const { NODE_COMPILE_CACHE: _, ...rest } = process.env
      const output = execFileSync(command, [...args, '--version'], {
        env: { ...rest, TMPDIR: folder, NODE_OPTIONS: `--import=${report}`, ...env },
        encoding: 'utf8',
      })
      return output.split('\n').slice(1, 3)
    }
  })

  it('installs without compiled code from the temporary folder', () => {
    copyFileSync(script, join(folder, 'lab'))
    const pnpm = '#!/bin/sh\n[ "$1" = --version ] && echo 12.0.0 || echo "$NODE_COMPILE_CACHE"\n'
    writeFileSync(join(folder, 'pnpm'), pnpm, { mode: 0o755 })
    const { NODE_COMPILE_CACHE: _, ...env } = process.env
    const { stderr } = spawnSync(join(folder, 'lab'), {
      env: { ...env, PATH: `${folder}:${env['PATH']}` },
      encoding: 'utf8',
    })
    expect(stderr.split('\n')[0]).toBe(join(realpathSync(folder), 'node_modules/.cache/compile'))
  })

  it('waits for no answer to a hidden question of pnpm', async () => {
    copyFileSync(script, join(folder, 'lab'))
    // As corepack's: it asks unless it is told not to, and takes what it reads for the answer.
    const pnpm = `#!/bin/sh
[ "$COREPACK_ENABLE_DOWNLOAD_PROMPT" = 0 ] || read -r answer
[ "$1" = --version ] && cat && echo 12.0.0 || echo installs\n`
    writeFileSync(join(folder, 'pnpm'), pnpm, { mode: 0o755 })
    // Its standard input stays open, as a terminal's does.
    const child = spawn(join(folder, 'lab'), {
      env: { ...process.env, PATH: `${folder}:${process.env['PATH']}` },
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    const [line] = (await once(createInterface({ input: child.stderr! }), 'line')) as [string]
    child.kill()
    expect(line).toBe('installs')
  })

  it.skipIf(!hasTerminals())(
    'takes a terminal that says it has 0 columns for 80 (by script)',
    () => {
      const command = `stty cols 0 rows 0; "${process.execPath}" "${main}" demo --help`
      const said = execFileSync('script', ['-qec', command, '/dev/null'], {
        env: { ...process.env, NO_COLOR: '1' },
        encoding: 'utf8',
      })
      const widths = said.split(/\r?\n/).map((line) => line.length)
      expect(Math.max(...widths)).toBeLessThanOrEqual(80)
      expect(Math.max(...widths)).toBeGreaterThan(60)
    },
  )

  describe.skipIf(!mayEnter(stranger))(
    'for a user that has no name, in a checkout that it may not write to (tried by root)',
    () => {
      it('runs', () => {
        const { status, output } = asStranger('--version')
        expect(output).toMatch(/^lab \d+\.\d+\.\d+, Node v26\.\S+\n$/)
        expect(status).toBe(0)
      })

      it('runs tests that need no server', () => {
        const { status, output } = asStranger('test', 'kata', '--', 'src/clock-text.test.ts')
        expect(output).toMatch(/Test Files .*1 passed/)
        expect(status).toBe(0)
      })

      it('says in a sentence why there is no PostgreSQL, and what helps', () => {
        const { status, output } = asStranger('demo', 'row-locks')
        asStranger('servers', 'stop')
        // Progress is shown when it takes long, as on a busy machine.
        expect(output).toMatch(
          /^(?:preparing PostgreSQL, first time only\n)?Cannot start PostgreSQL: initdb could not look up effective user ID 12345: user does not exist\nTry: run the lab as a user that has a name in \/etc\/passwd, or set DATABASE_URL .*\n$/,
        )
        expect(status).toBe(2)
      })

      it('says in a sentence that there is no place for an answer', () => {
        const { status, output } = asStranger('practice', 'last-ticket', '--once')
        expect(output).toMatch(/^EACCES: permission denied, .*\nTry: a checkout that .*\n$/)
        expect(status).toBe(2)
      })

      function asStranger(...args: string[]): { status: number | null; output: string } {
        chownSync(folder, stranger.uid, stranger.gid)
        const { status, stdout } = spawnSync('/bin/sh', ['-c', '"$0" "$@" 2>&1', script, ...args], {
          env: {
            PATH: process.env['PATH'],
            HOME: folder,
            TMPDIR: folder,
            NO_COLOR: '1',
            LAB_SERVERS: 'embedded',
          },
          cwd: '/',
          encoding: 'utf8',
          ...stranger,
        })
        return { status, output: stdout }
      }
    },
  )
})

const report = `data:text/javascript,${encodeURIComponent(`
  import { getCompileCacheDir } from 'node:module'
  import { dirname } from 'node:path'
  process.on('exit', () => {
    console.log(dirname(getCompileCacheDir() ?? ''))
    console.log(process.env.NODE_COMPILE_CACHE)
  })
`)}`

function hasTerminals(): boolean {
  return spawnSync('script', ['-qec', 'stty size', '/dev/null']).status === 0
}

function mayEnter(user: { uid: number; gid: number }): boolean {
  try {
    execFileSync('/usr/bin/test', ['-x', script], { cwd: '/', ...user })
    return true
  } catch {
    return false
  }
}
