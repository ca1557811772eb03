import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { lintChanged } from './lint-changed.ts'

const turbo = {
  tasks: {
    transit: { dependsOn: ['^transit'], inputs: ['src/**'] },
    lint: { dependsOn: ['^transit'], inputs: ['$TURBO_DEFAULT$', '$TURBO_ROOT$/.oxlintrc.json'] },
  },
}

const files = {
  'package.json': { name: 'root', private: true, packageManager: 'pnpm@12.0.0' },
  'turbo.json': turbo,
  '.oxlintrc.json': { rules: { 'no-var': 'error' } },
  'packages/base/package.json': { name: 'base' },
  'packages/user/package.json': { name: 'user', dependencies: { base: 'workspace:*' } },
  'packages/other/package.json': { name: 'other' },
}

test('what has changed, and what imports it, is linted again once it was green', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lab-lint-'))
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder.path, file)), { recursive: true })
    writeFileSync(join(folder.path, file), text)
  }
  for (const [file, value] of Object.entries(files)) write(file, JSON.stringify(value))
  write('pnpm-workspace.yaml', 'packages:\n  - packages/*\n')
  for (const name of ['base', 'user', 'other'])
    write(`packages/${name}/src/a.ts`, 'export const a = 1\n')
  const { signal } = new AbortController()
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' }
  const lint = () => lintChanged({ root: folder.path, env, signal })
  const readFiles = async () => /on (\d+) files/.exec((await lint()).output)?.[1]

  expect(await readFiles(), 'all at first').toBe('3')
  expect(await readFiles(), 'no change').toBeUndefined()
  write('packages/base/src/a.ts', 'export const b = 1\n')
  expect(await readFiles(), 'base, and user that imports it').toBe('2')
  write('packages/other/src/a.ts', 'var c = 1\n')
  for (const time of ['first', 'second']) {
    const { code, output } = await lint()
    expect(code, `the ${time} time`).toBe(1)
    expect(output).toContain('packages/other/src/a.ts')
  }
  write('.oxlintrc.json', '{ "rules": { "no-var": "off" } }')
  expect(await readFiles(), 'other rules').toBe('3')
})
