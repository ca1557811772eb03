import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { services } from '@lab/servers/services'
import { readmeHeadings, requiredFiles, templateFolder } from './concept-template.ts'
import type { PackageManifest, WorkspacePackage } from './workspace-packages.ts'
import { areas } from './workspace-concepts.ts'

// Comes with the first exercise.
const optionalHeadings = new Set(['Kata'])

/** Says how a concept's package differs from the shape that the template gives. */
export function shapeProblems(concept: WorkspacePackage): string[] {
  const { folder, path } = concept
  return [
    ...areaProblems(path),
    ...requiredFiles()
      .filter((file) => !existsSync(join(folder, file)))
      .map((file) => `${file} is missing`),
    ...manifestProblems(concept),
    ...wayProblems(folder),
    ...sceneProblems(folder),
    ...readmeProblems(folder),
  ].map((problem) => `${path}: ${problem}`)
}

function areaProblems(path: string): string[] {
  const [, area = ''] = path.split('/')
  return areas.includes(area) ? [] : [`area must be one of ${areas.join(', ')}, received "${area}"`]
}

function manifestProblems({ id, folder, manifest }: WorkspacePackage): string[] {
  const template = JSON.parse(
    readFileSync(join(templateFolder, 'package.json'), 'utf8'),
  ) as PackageManifest
  const problems =
    manifest.name === `@lab/${id}`
      ? []
      : [`package.json: name must be @lab/${id}, received "${manifest.name}"`]
  for (const field of ['private', 'type', 'exports', 'scripts']) {
    for (const [key, value] of entries(template[field], field)) {
      const own = entries(manifest[field], field).find(([name]) => name === key)?.[1]
      if (own !== value)
        problems.push(
          `package.json: ${key} must be ${JSON.stringify(value)}, received ${JSON.stringify(own) ?? 'none'}`,
        )
    }
  }
  const { prove } = (manifest['scripts'] ?? {}) as Record<string, unknown>
  if (existsSync(join(folder, 'kata')) && prove !== 'lab-prove') {
    problems.push('package.json: scripts["prove"] must be "lab-prove", because it has a kata')
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

function wayProblems(folder: string): string[] {
  const tested = globSync('src/**/*.test.ts', { cwd: folder })
  if (tested.length === 0)
    return ['src/ has no way with a test beside it, as src/row-lock.ts and src/row-lock.test.ts']
  return tested
    .filter((test) => !existsSync(join(folder, test.replace(/\.test\.ts$/, '.ts'))))
    .map((test) => `${test} has no file beside it that it tests`)
}

/** `scenes/` is what of demo.ts does not fit into demo.ts: scenes that it plays, and what they share. */
function sceneProblems(folder: string): string[] {
  const files = globSync('scenes/**/*.ts', { cwd: folder }).toSorted()
  if (files.length === 0) return []
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const demo = existsSync(join(folder, 'demo.ts')) ? read('demo.ts') : ''
  const sceneFiles = files.filter((file) => /-scenes?\.ts$/.test(file))
  return [
    ...(sceneFiles.length === 0
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

function readmeProblems(folder: string): string[] {
  const file = join(folder, 'README.md')
  if (!existsSync(file)) return []
  const own = readmeHeadings(readFileSync(file, 'utf8'))
  const wanted = readmeHeadings()
  const missing = wanted.filter(
    (heading) => !own.includes(heading) && !optionalHeadings.has(heading),
  )
  const unknown = own.filter((heading) => !wanted.includes(heading))
  const ordered = wanted.filter((heading) => own.includes(heading))
  const misplaced = own
    .filter((heading) => wanted.includes(heading))
    .find((heading, index) => heading !== ordered[index])
  return [
    ...missing.map((heading) => `README.md: section "${heading}" is missing`),
    ...unknown.map(
      (heading) => `README.md: section "${heading}" is unknown; there are ${wanted.join(', ')}`,
    ),
    ...(misplaced === undefined ? [] : [`README.md: section "${misplaced}" is out of order`]),
  ]
}
