import { execFileSync, spawnSync } from 'node:child_process'
import {
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

  it.skipIf(!mayEnter(stranger))(
    'runs in a checkout that its user may not write to (tried by root, as another user)',
    () => {
      const said = execFileSync('/bin/sh', ['-c', '"$0" --version 2>&1', script], {
        env: { PATH: process.env['PATH'], TMPDIR: folder },
        cwd: '/',
        encoding: 'utf8',
        ...stranger,
      })
      expect(said).toMatch(/^lab \d+\.\d+\.\d+, Node v26\.\S+\n$/)
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

function mayEnter(user: { uid: number; gid: number }): boolean {
  try {
    execFileSync('/usr/bin/test', ['-x', script], { cwd: '/', ...user })
    return true
  } catch {
    return false
  }
}
