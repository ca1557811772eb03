import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const repository = join(import.meta.dirname, '../../../..')

/** Makes an empty workspace with this one's settings and dependencies, in a temporary folder. */
export function temporaryWorkspace(): Disposable & { root: string } {
  const root = mkdtempSync(join(tmpdir(), 'lab-workspace-'))
  for (const file of [
    '.gitignore',
    '.oxfmtrc.json',
    '.oxlintrc.json',
    'tsconfig.json',
    'tsconfig.base.json',
  ]) {
    copyFileSync(join(repository, file), join(root, file))
  }
  // Not pnpm's way to name the packages, so that new-concept has nothing to install here.
  writeFileSync(
    join(root, 'package.json'),
    `${JSON.stringify({ workspaces: { packages: ['packages/*/*'], catalog: { vitest: '5.1.1' } } }, undefined, 2)}\n`,
  )
  writeFileSync(
    join(root, 'knip.json'),
    '{ "workspaces": { "packages/*/*": { "entry": ["{demo,claims}.ts", "kata/*/{*,mutants/*}.ts"] } } }\n',
  )
  const folders = [join(repository, 'node_modules'), join(import.meta.dirname, '../node_modules')]
  for (const name of new Set(folders.flatMap(packagesIn))) {
    const from = folders.find((folder) => existsSync(join(folder, name)))!
    const link = join(root, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(from, name), link)
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) }
}

/** The packages of a node_modules, those in a scope by both names. */
function packagesIn(modules: string): string[] {
  return readdirSync(modules).flatMap((name) => {
    if (name.startsWith('.')) return []
    if (!name.startsWith('@')) return [name]
    return readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`)
  })
}
