import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { WorkspacePackage } from './workspace-packages.ts'

// What each package of the kit may import of the lab, or of one of its parts; `type` means by
// `import type` only.
const kitImports: Record<string, Record<string, 'value' | 'type'>> = {
  stage: {
    '@lab/conductor': 'type',
    '@lab/conductor/bound-text': 'value',
    '@lab/conductor/ending': 'value',
    '@lab/conductor/schedule': 'value',
    '@lab/servers/services': 'value',
    '@lab/servers/proxies': 'value',
  },
  wire: { '@lab/servers': 'value' },
  kata: {
    '@lab/conductor': 'type',
    '@lab/conductor/current-actor': 'value',
    '@lab/servers': 'value',
  },
  cli: {
    '@lab/conductor': 'type',
    '@lab/conductor/ending': 'value',
    '@lab/stage': 'value',
    '@lab/servers': 'value',
    '@lab/kata': 'value',
    '@lab/web': 'value',
  },
  web: { '@lab/stage': 'value', '@lab/servers': 'value', '@lab/kata': 'value' },
}
const forConcepts = new Set([
  '@lab/stage',
  '@lab/servers',
  '@lab/conductor',
  '@lab/kata',
  '@lab/wire',
])
const testFile =
  /(\.(test|fixture|bench)\.ts$|^(test|fixture|bench|template)\/|^vitest\.config\.ts$)/
const importStatement =
  /(?:^|\n)\s*(import|export)(\s+type)?\b[^'"\n;]*?(?:\n[^'"\n;]*?)*?\bfrom\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]/g

export interface ImportStatement {
  specifier: string
  kind: 'value' | 'type'
}

/** Finds the import and re-export statements of a module. */
export function importStatements(source: string): ImportStatement[] {
  return [...source.matchAll(importStatement)].map(([, , type, from, dynamic, bare]) => ({
    specifier: (from ?? dynamic ?? bare)!,
    kind: type === undefined ? 'value' : 'type',
  }))
}

/** Says which imports go the wrong way: demos → concepts → kit, and inside the kit as the table says. */
export function importProblems(packages: WorkspacePackage[]): string[] {
  return packages.flatMap((from) =>
    globSync('**/*.ts', { cwd: from.folder, exclude: ['**/node_modules', 'fixture', 'template'] })
      .toSorted()
      .flatMap((file) =>
        importStatements(readFileSync(join(from.folder, file), 'utf8')).flatMap((statement) => {
          const problem = importProblem(statement, file.split(sep).join('/'), from, packages)
          return problem === undefined ? [] : [`${from.path}/${file}: ${problem}`]
        }),
      ),
  )
}

function importProblem(
  { specifier, kind }: ImportStatement,
  file: string,
  from: WorkspacePackage,
  packages: WorkspacePackage[],
): string | undefined {
  if (specifier.startsWith('.')) {
    const target = relative(from.folder, join(from.folder, dirname(file), specifier))
    return target.startsWith('..') ? `imports ${specifier}, which is in another package` : undefined
  }
  if (specifier.startsWith('node:') || specifier.startsWith('#')) return undefined
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  if (name === from.name) return undefined
  const forTests = testFile.test(file)
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = from.manifest
  // A package that needs it says so itself where it is missing.
  if (isOptionalPeer(name, from)) return undefined
  if (name in devDependencies && !(name in dependencies)) {
    return forTests || kind === 'type'
      ? undefined
      : `imports ${name}, a devDependency, outside of a test`
  }
  if (!(name in dependencies) && !(name in optionalDependencies)) {
    return kind === 'type' && `@types/${name}` in devDependencies
      ? undefined
      : `imports ${name}, which package.json does not list`
  }
  const target = packages.find((one) => one.name === name)
  if (target === undefined || forTests) return undefined
  return wrongWay(from, target, specifier, kind)
}

function isOptionalPeer(name: string, { manifest }: WorkspacePackage): boolean {
  const meta = (manifest['peerDependenciesMeta'] ?? {}) as Record<string, { optional?: boolean }>
  return meta[name]?.optional === true
}

function wrongWay(
  from: WorkspacePackage,
  target: WorkspacePackage,
  specifier: string,
  kind: 'value' | 'type',
): string | undefined {
  if (from.kind === 'kit') {
    const allowed = kitImports[from.id]?.[specifier] ?? kitImports[from.id]?.[target.name]
    if (allowed === undefined) return `imports ${target.name}, which kit/${from.id} must not know`
    return allowed === 'type' && kind === 'value'
      ? `imports ${target.name} by value, only its types are allowed`
      : undefined
  }
  if (target.kind === 'kit')
    return forConcepts.has(target.name)
      ? undefined
      : `imports ${target.name}, which is for no concept`
  return from.kind === 'demo' && target.kind === 'concept'
    ? undefined
    : `imports ${target.name}: a concept never imports another one`
}
