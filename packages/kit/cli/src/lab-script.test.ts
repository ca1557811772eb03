import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const script = join(import.meta.dirname, '../../../../lab')

it('finds its own folder through a symlink, from any folder, and runs on the workspace’s Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-link-'))
  symlinkSync(script, join(folder, 'first'))
  symlinkSync('first', join(folder, 'second'))
  const version = execFileSync(join(folder, 'second'), ['--version'], {
    cwd: '/',
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  expect(version).toMatch(/^lab \d+\.\d+\.\d+, Node v26\./)
})
