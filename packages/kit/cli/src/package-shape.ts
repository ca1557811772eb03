import { existsSync, globSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { readSection } from '@lab/kata/read'
import { readText } from '@lab/kata/read-text'
import { services } from '@lab/servers/services'
import { brokenLinks } from './broken-links.ts'
import { sizeProblems } from './concept-sizes.ts'
import {
  conceptTemplates,
  isUntouched,
  readmeHeadings,
  requiredFiles,
  templateManifest,
} from './concept-template.ts'
import { importStatements } from './import-rules.ts'
import type { WorkspacePackage } from './workspace-packages.ts'
import { areas } from './workspace-concepts.ts'

/** Says how a concept's or a whole system's package differs from the shape that the templates give. */
export function shapeProblems(concept: WorkspacePackage): string[] {
  const { folder, path, kind } = concept
  return [
    ...(kind === 'demo' ? [] : areaProblems(path)),
    ...requiredFiles()
      .filter((file) => !existsSync(join(folder, file)))
      .map((file) => `${file} is missing`),
    ...manifestProblems(concept),
    ...placeholderProblems(concept),
    ...(kind === 'demo' ? [] : wayProblems(folder)),
    ...sceneProblems(folder),
    ...readmeProblems(concept),
    ...brokenLinks(folder),
    ...sizeProblems(
      folder,
      (concept.manifest['lab'] as Record<string, unknown>)?.['largerBecause'],
    ),
  ].map((problem) => `${path}: ${problem}`)
}

function areaProblems(path: string): string[] {
  const [, area = ''] = path.split('/')
  return areas.includes(area) ? [] : [`area must be one of ${areas.join(', ')}, received "${area}"`]
}

function manifestProblems({ id, folder, manifest }: WorkspacePackage): string[] {
  const template = templateManifest()
  const problems =
    manifest.name === `@lab/${id}`
      ? []
      : [`package.json: name must be @lab/${id}, received "${manifest.name}"`]
  for (const field of ['private', 'type', 'exports', 'scripts']) {
    for (const [key, value] of entries(template[field], field)) {
      if (value === 'lab-prove' && !hasKata(folder)) continue
      const own = entries(manifest[field], field).find(([name]) => name === key)?.[1]
      if (own !== value)
        problems.push(
          `package.json: ${key} must be ${JSON.stringify(value)}, received ${JSON.stringify(own) ?? 'none'}`,
        )
    }
  }
  const lab = (manifest['lab'] ?? {}) as Record<string, unknown>
  for (const field of ['title', 'question']) {
    if (typeof lab[field] !== 'string' || lab[field] === '')
      problems.push(`package.json: lab.${field} is missing`)
  }
  const { needs } = lab
  const known = services.map(({ id }) => id)
  if (!Array.isArray(needs) || !needs.every((need) => known.includes(String(need)))) {
    problems.push(
      `package.json: lab.needs must list ${known.join(', ')}, received ${JSON.stringify(needs) ?? 'none'}`,
    )
  }
  return problems
}

function entries(value: unknown, field: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[field, value]]
  return Object.entries(value).map(([key, inner]): [string, unknown] => [
    `${field}["${key}"]`,
    inner,
  ])
}

/** What the templates bring is taken for the concept's own only as long as it is all the template's. */
function placeholderProblems({ id, folder, manifest }: WorkspacePackage): string[] {
  const lab = (manifest['lab'] ?? {}) as Record<string, unknown>
  return conceptTemplates().flatMap((template) => {
    const kept = (['title', 'question'] as const).filter((field) => lab[field] === template[field])
    if (kept.length === 0 || isUntouched(template, folder, id)) return []
    return kept.map(
      (field) => `package.json: lab.${field} is still the template's, "${template[field]}"`,
    )
  })
}

/** Exercises come with the concept or later; a whole system has none. */
function hasKata(folder: string): boolean {
  return existsSync(join(folder, 'kata'))
}

function wayProblems(folder: string): string[] {
  const modules = globSync('src/**/*.ts', { cwd: folder }).map(normalize).toSorted()
  const tests = modules.filter((file) => file.endsWith('.test.ts'))
  if (tests.length === 0)
    return ['src/ has no way with a test beside it, as src/row-lock.ts and src/row-lock.test.ts']
  const tested = new Set(reachedFrom(tests, folder).map((file) => dirname(file)))
  const folders = new Set(modules.map((file) => dirname(file)))
  return [
    ...tests
      .filter((test) => !existsSync(join(folder, test.replace(/\.test\.ts$/, '.ts'))))
      .map((test) => `${test} has no file beside it that it tests`),
    ...[...folders]
      .filter((one) => one !== 'src' && !tested.has(one))
      .map((one) => `${one}/ is reached by no test`),
  ]
}

/** The modules of src/ that tests import, and what those import; what an index lists counts for nothing. */
function reachedFrom(tests: readonly string[], folder: string): string[] {
  const reached = new Set(tests)
  for (const file of reached) {
    if (file.endsWith('index.ts') || !existsSync(join(folder, file))) continue
    for (const { specifier } of importStatements(readText(join(folder, file)))) {
      if (specifier.startsWith('.')) reached.add(join(dirname(file), specifier))
    }
  }
  return [...reached]
}

/** `scenes/` is what of demo.ts does not fit into demo.ts: scenes that it plays, and what they share. */
function sceneProblems(folder: string): string[] {
  const files = globSync('scenes/**/*.ts', { cwd: folder }).toSorted()
  const read = (file: string) => readText(join(folder, file))
  const demo = existsSync(join(folder, 'demo.ts')) ? read('demo.ts') : ''
  const sceneFiles = files.filter((file) => /-scenes?\.ts$/.test(file))
  return [
    ...strayScenes(folder).map((file) => `${file} has a scene: its place is demo.ts or scenes/`),
    ...(files.length > 0 && sceneFiles.length === 0
      ? ['scenes/ has no file with a scene, as scenes/last-lamp-scene.ts']
      : []),
    ...sceneFiles
      .filter((file) => !/^export (const|function) \w+Scene\b/m.test(read(file)))
      .map((file) => `${file} exports no scene, as lastLampScene`),
    ...sceneFiles
      .filter((file) => !demo.includes(`'./${file}'`))
      .map((file) => `${file} is not played by demo.ts`),
    ...globSync('src/**/*.ts', { cwd: folder })
      .toSorted()
      .filter((file) => /from '(\.\.\/)+scenes\//.test(read(file)))
      .map((file) => `${file} imports from scenes/, which only narrates what src/ finds`),
  ]
}

/** A scene elsewhere may change, and its recording stays: turbo.json lets it read demo.ts and scenes/. */
function strayScenes(folder: string): string[] {
  return globSync('{*,src/**/*}.ts', { cwd: folder })
    .filter((file) => file !== 'demo.ts')
    .filter(
      (file) =>
        /-scenes?\.ts$/.test(file) ||
        /^export (const|function) \w+Scene\b/m.test(readText(join(folder, file))),
    )
    .toSorted()
}

function readmeProblems({ folder, manifest }: WorkspacePackage): string[] {
  const file = join(folder, 'README.md')
  if (!existsSync(file)) return []
  const text = readText(file)
  const own = readmeHeadings(text)
  const wanted = readmeHeadings().filter((heading) => heading !== 'Kata' || hasKata(folder))
  const missing = wanted.filter((heading) => !own.includes(heading))
  const unknown = own.filter((heading) => !wanted.includes(heading))
  const ordered = wanted.filter((heading) => own.includes(heading))
  const misplaced = own
    .filter((heading) => wanted.includes(heading))
    .find((heading, index) => heading !== ordered[index])
  const { title, question } = (manifest['lab'] ?? {}) as Record<string, unknown>
  return [
    ...(text.startsWith(`# ${String(title)}\n`)
      ? []
      : ['README.md: must begin with the title that package.json has']),
    ...(readSection(text, 'Question') === question || missing.includes('Question')
      ? []
      : ['README.md: section "Question" must be the question that package.json has']),
    ...missing.map((heading) => `README.md: section "${heading}" is missing`),
    ...unknown.map(
      (heading) => `README.md: section "${heading}" is unknown; there are ${wanted.join(', ')}`,
    ),
    ...(misplaced === undefined ? [] : [`README.md: section "${misplaced}" is out of order`]),
  ]
}
