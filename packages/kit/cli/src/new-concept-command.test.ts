import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lab } from './lab-process.fixture.ts'
import { toolPath } from './run-tool.ts'
import { temporaryWorkspace } from './workspace.fixture.ts'

describe('lab new-concept', { timeout: 60_000 }, () => {
  it('writes a package that passes lab check and its own tests, and refuses to write it twice', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    const made = await lab(['new-concept', 'caching/first-try'], { root })
    expect([made.code, made.stderr]).toEqual([0, ''])
    const checked = await lab(['check'], { root })
    expect(checked.stdout.replace(/ +[\d.]+ s$/gm, '')).toBe(
      '✓ format\n✓ lint\n✓ types\n✓ imports\n✓ shape\n✓ unused\n✓ katas\n✓ readme\n✓ claims\n',
    )
    const folder = join(root, 'packages/caching/first-try')
    execFileSync(toolPath('vitest'), ['run'], { cwd: folder, stdio: 'pipe' })
    const shown = await lab(['demo', 'first-try'], { root })
    expect([shown.code, shown.stdout.includes('✗ 2 visits, 1 counted')]).toEqual([0, true])
    const again = await lab(['new-concept', 'database/first-try'], { root })
    expect([again.code, again.stderr]).toEqual([
      2,
      'Cannot make concept: "first-try" exists already, in packages/caching/first-try\nTry: another name\n',
    ])
  })

  it('lets the checks name what is missing and which transcript is out of date', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    await lab(['new-concept', 'caching/first-try'], { root })
    const folder = join(root, 'packages/caching/first-try')
    const readme = readFileSync(join(folder, 'README.md'), 'utf8')
    writeFileSync(
      join(folder, 'README.md'),
      readme.replace('## Why', '## Wherefore').replace('broken 4', 'broken 3'),
    )
    rmSync(join(folder, 'demo.test.ts'))
    mkdirSync(join(folder, 'scenes'))
    mkdirSync(join(folder, 'kata'))
    writeFileSync(join(folder, 'scenes/forgotten-scene.ts'), 'export const other = 1\n')
    writeFileSync(join(folder, 'src/told.ts'), "export * from '../scenes/forgotten-scene.ts'\n")
    const { code, stdout } = await lab(['check', 'shape', 'readme'], { root })
    expect(code).toBe(1)
    expect(stdout.replace(/ +[\d.]+ s$/gm, '')).toBe(`✗ shape
  packages/caching/first-try: demo.test.ts is missing
  packages/caching/first-try: package.json: scripts["prove"] must be "lab-prove", because it has a kata
  packages/caching/first-try: scenes/forgotten-scene.ts exports no scene, as lastLampScene
  packages/caching/first-try: scenes/forgotten-scene.ts is not played by demo.ts
  packages/caching/first-try: src/told.ts imports from scenes/, which only narrates what src/ finds
  packages/caching/first-try: README.md: section "Why" is missing
  packages/caching/first-try: README.md: section "Wherefore" is unknown; there are Question, The answer to say, Run, What you see, Why, Ways compared, When to use which, What people get wrong, They ask next, Kata, Sources
✗ readme
  packages/caching/first-try/README.md is out of date
  Try: lab readme
`)
    expect((await lab(['readme'], { root })).stdout).toBe(
      'packages/caching/first-try/README.md written\n',
    )
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('broken 4')
  })
})
