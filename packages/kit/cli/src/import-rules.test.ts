import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importProblems, importStatements } from './import-rules.ts'
import { workspacePackages } from './workspace-packages.ts'

const root = mkdtempSync(join(tmpdir(), 'lab-imports-'))
afterAll(() => rmSync(root, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const all = {
  '@lab/conductor': '',
  '@lab/servers': '',
  '@lab/stage': '',
  '@lab/cli': '',
  '@lab/locks': '',
  '@lab/queues': '',
  pg: '',
}

function writePackage(path: string, devDependencies = {}, more = {}): void {
  const name = `@lab/${path.split('/').at(-1)}`
  const manifest = { name, dependencies: all, devDependencies, ...more }
  write(`${path}/package.json`, JSON.stringify(manifest))
}

describe('importProblems', () => {
  it('names each import that goes the wrong way', () => {
    for (const kit of ['stage', 'conductor', 'servers', 'cli']) writePackage(`packages/kit/${kit}`)
    writePackage('packages/database/locks', { vitest: '' })
    writePackage('packages/messaging/queues')
    writePackage('demos/shop')
    write(
      'packages/kit/stage/src/a.ts',
      "import type { A } from '@lab/conductor'\nimport { b } from '@lab/conductor'\nimport { c } from '@lab/conductor/schedule'\nimport { d } from '@lab/conductor/clock'\n",
    )
    write('packages/kit/conductor/src/a.ts', "import { a } from '@lab/servers'\n")
    write('packages/kit/conductor/src/a.test.ts', "import { a } from '@lab/servers'\n")
    write(
      'packages/kit/cli/src/a.ts',
      "import { a } from '@lab/stage'\nconst b = await import('@lab/servers/control')\n",
    )
    write(
      'packages/database/locks/src/a.ts',
      "import {\n  a,\n} from '@lab/queues'\nimport { it } from 'vitest'\nimport 'left-pad'\nexport { c } from '../../other/c.ts'\n",
    )
    write('packages/database/locks/src/a.test.ts', "import { it } from 'vitest'\n")
    write('packages/messaging/queues/demo.ts', "import { a } from '@lab/cli'\n")
    write('demos/shop/demo.ts', "import { a } from '@lab/locks'\nimport { b } from '@lab/queues'\n")
    expect(importProblems(workspacePackages(root))).toEqual([
      'packages/database/locks/src/a.ts: imports @lab/queues: a concept never imports another one',
      'packages/database/locks/src/a.ts: imports vitest, a devDependency, outside of a test',
      'packages/database/locks/src/a.ts: imports left-pad, which package.json does not list',
      'packages/database/locks/src/a.ts: imports ../../other/c.ts, which is in another package',
      'packages/kit/conductor/src/a.ts: imports @lab/servers, which kit/conductor must not know',
      'packages/kit/stage/src/a.ts: imports @lab/conductor by value, only its types are allowed',
      'packages/kit/stage/src/a.ts: imports @lab/conductor by value, only its types are allowed',
      'packages/messaging/queues/demo.ts: imports @lab/cli, which is for no concept',
    ])
  })
})

describe('importProblems, of a peer', () => {
  it('lets a package import what is optional, and listed as that', () => {
    const peers = { peerDependenciesMeta: { 'left-pad': { optional: true }, pad: {} } }
    writePackage('packages/caching/pads', { 'left-pad': '', pad: '' }, peers)
    write('packages/caching/pads/src/a.ts', "import 'left-pad'\nimport 'pad'\n")
    expect(importProblems(workspacePackages(root))).toContainEqual(
      'packages/caching/pads/src/a.ts: imports pad, a devDependency, outside of a test',
    )
    expect(importProblems(workspacePackages(root)).join()).not.toContain('left-pad, a dev')
  })
})

describe('importStatements', () => {
  it('finds every form of import and nothing in other code', () => {
    const source = [
      "import a, { b } from 'one'",
      "import type { c } from 'two'",
      "import {\n  d,\n  e,\n} from 'three'",
      "export { f } from 'four'",
      "export type { g } from 'five'",
      "const h = await import('node:six')",
      "import 'seven'",
      "export const from = 'nothing'",
      "const query = `select a from 'eight'`",
    ].join('\n')
    expect(importStatements(source).map(({ specifier, kind }) => `${kind} ${specifier}`)).toEqual([
      'value one',
      'type two',
      'value three',
      'value four',
      'type five',
      'value node:six',
      'value seven',
    ])
  })
})
