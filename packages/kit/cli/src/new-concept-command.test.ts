import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { conceptTemplates, templateFiles } from './concept-template.ts'
import { lab } from './lab-process.fixture.ts'
import { toolPath } from './run-tool.ts'
import { temporaryWorkspace } from './workspace.fixture.ts'

const withoutTimes = (text: string) => text.replace(/ +[\d.]+ s$/gm, '')

describe('lab new-concept', { timeout: 120_000 }, () => {
  it('writes a package that passes lab check and its own tests, and refuses to write it twice', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    writeFileSync(
      join(root, 'README.md'),
      '# Lab\n\n<!-- lab:concepts -->\n<!-- /lab:concepts -->\n',
    )
    const made = await lab(['new-concept', 'caching/first-try', '--kind', 'program'], { root })
    expect([made.code, made.stderr]).toEqual([0, ''])
    expect(made.stdout).toContain('  lab demo first-try\n  lab test first-try\n  lab check\n')
    const checked = await lab(['check'], { root })
    expect(withoutTimes(checked.stdout)).toBe(
      '✓ format\n✓ lint\n✓ types\n✓ imports\n✓ shape\n✓ cards\n✓ unused\n✓ katas\n✓ readme\n✓ claims\n✓ headline\n',
    )
    const read = (file: string) => readFileSync(join(root, file), 'utf8')
    expect(read('README.md')).toContain('| [first-try](packages/caching/first-try) | caching |')
    expect(read('docs/claims.md')).toContain('## first-try')
    const folder = join(root, 'packages/caching/first-try')
    execFileSync(toolPath('vitest'), ['run'], { cwd: folder, stdio: 'pipe' })
    const shown = await lab(['demo', 'first-try'], { root })
    expect([shown.code, shown.stdout.includes('functions changed 3')]).toEqual([0, true])
    const again = await lab(['new-concept', 'database/first-try', '--kind', 'race'], { root })
    expect([again.code, again.stderr]).toEqual([
      2,
      'Cannot make concept: "first-try" exists already, in packages/caching/first-try\nTry: another name\n',
    ])
  })

  it('has templates of every kind whose types, imports, shape and cards are right under another id', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    const written = conceptTemplates().map((template, index) => {
      const id = `concept-${index}`
      for (const [file, text] of Object.entries(templateFiles(template, id))) {
        const path = join(root, 'packages/caching', id, file)
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, text)
      }
      return [template.kind, ...template.needs].join(' ')
    })
    expect(written).toEqual([
      'crash kafka',
      'exchange',
      'measurement postgres',
      'program',
      'race postgres',
      'race redis',
    ])
    const checked = spawnSync(toolPath('tsc'), ['-p', 'tsconfig.json'], { cwd: root })
    expect([checked.status, String(checked.stdout)]).toEqual([0, ''])
    const { stdout } = await lab(['check', 'imports', 'shape', 'cards'], { root })
    const missing = written.map(
      (_, index) => `  packages/caching/concept-${index}: docs/run.md is missing\n`,
    )
    // The transcript comes from the run with which new-concept ends.
    expect(withoutTimes(stdout)).toBe(`✓ imports\n✗ shape\n${missing.join('')}✓ cards\n`)
  })

  it('writes nothing when there is no such kind, or none on that server', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    const refused = async (...args: string[]) => {
      const { code, stderr } = await lab(['new-concept', 'caching/first-try', ...args], { root })
      return [code, stderr.split('\n')[0]]
    }
    expect(await refused()).toEqual([2, 'Which kind of concept?'])
    expect(await refused('--kind', 'race', '--needs', 'kafka')).toEqual([
      2,
      'There is no template of a race on kafka',
    ])
    expect(await refused('--kind', 'exchange', '--needs', 'browser')).toEqual([
      2,
      'There is no template of a exchange on browser',
    ])
    expect(existsSync(join(root, 'packages'))).toBe(false)
  })

  it("lets the checks name what is missing, what is still the template's, and which transcript is out of date", async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    await lab(['new-concept', 'caching/first-try', '--kind', 'program'], { root })
    const folder = join(root, 'packages/caching/first-try')
    const readme = readFileSync(join(folder, 'README.md'), 'utf8')
    writeFileSync(
      join(folder, 'README.md'),
      readme
        .replace('## Why', '## Wherefore')
        .replace('functions changed 3', 'functions changed 2'),
    )
    rmSync(join(folder, 'demo.test.ts'))
    mkdirSync(join(folder, 'scenes'))
    mkdirSync(join(folder, 'src/forgotten'))
    writeFileSync(join(folder, 'scenes/forgotten-scene.ts'), 'export const other = 1\n')
    writeFileSync(join(folder, 'src/told.ts'), "export * from '../scenes/forgotten-scene.ts'\n")
    writeFileSync(join(folder, 'src/forgotten/way.ts'), 'export const way = 1\n')
    writeFileSync(join(folder, 'other-scene.ts'), 'export const otherScene = 1\n')
    const { code, stdout } = await lab(['check', 'shape', 'readme'], { root })
    expect(code).toBe(1)
    expect(withoutTimes(stdout)).toBe(`✗ shape
  packages/caching/first-try: demo.test.ts is missing
  packages/caching/first-try: package.json: lab.title is still the template's, "A third carrier"
  packages/caching/first-try: package.json: lab.question is still the template's, "A shop ships with two carriers, and a third one comes. What does your design make you change, and what can be forgotten?"
  packages/caching/first-try: src/forgotten/ is reached by no test
  packages/caching/first-try: other-scene.ts has a scene: its place is demo.ts or scenes/
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
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('functions changed 3')
  })

  it('asks for a title of its own after the first change, in package.json and README.md', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    await lab(['new-concept', 'caching/first-try', '--kind', 'program'], { root })
    const folder = join(root, 'packages/caching/first-try')
    expect((await lab(['check', 'shape'], { root })).code).toBe(0)
    appendFileSync(join(folder, 'src/designs.ts'), '// Changed.\n')
    const manifest = join(folder, 'package.json')
    writeFileSync(
      manifest,
      readFileSync(manifest, 'utf8')
        .replace(/"title": ".*"/, '"title": "Another one"')
        .replace(/"question": ".*"/, '"question": "Which one?"'),
    )
    expect(withoutTimes((await lab(['check', 'shape'], { root })).stdout)).toBe(`✗ shape
  packages/caching/first-try: README.md: must begin with the title that package.json has
  packages/caching/first-try: README.md: section "Question" must be the question that package.json has
`)
  })
})
