import { globSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { readText } from '@lab/kata/read-text'
import { MisuseError } from './misuse-error.ts'
import { didYouMean } from './nearest-name.ts'
import { readmeBlocks, replaceReadmeBlocks } from './readme-blocks.ts'

const parent = join(import.meta.dirname, '../template')

/** Stands for the new concept's id in the templates' texts and paths. */
const idPlaceholder = 'concept-name'

/** A finished small concept that `lab new-concept` copies. */
export interface ConceptTemplate {
  /** What carries it, as `race`. */
  kind: string
  /** The servers that it uses. */
  needs: string[]
  title: string
  question: string
  /** Absolute. */
  folder: string
}

let known: ConceptTemplate[] | undefined

/** Lists the templates: `template/<kind>`, or `template/<kind>/<server>` where a kind has several. */
export function conceptTemplates(): ConceptTemplate[] {
  return (known ??= globSync('**/package.json', { cwd: parent })
    .toSorted()
    .map((file) => {
      const { lab } = JSON.parse(readFileSync(join(parent, file), 'utf8')) as {
        lab: Omit<ConceptTemplate, 'kind' | 'folder'>
      }
      return { ...lab, kind: file.split(sep)[0]!, folder: join(parent, dirname(file)) }
    }))
}

/**
 * Finds the template of a kind on these servers; without servers, the first of its kind.
 *
 * @throws {MisuseError} If there is none.
 */
export function chooseTemplate(kind: string, needs: readonly string[]): ConceptTemplate {
  const templates = conceptTemplates()
  const kinds = [...new Set(templates.map((one) => one.kind))]
  if (!kinds.includes(kind)) {
    const problem = kind === '' ? 'Which kind of concept?' : `Unknown kind "${kind}".`
    throw new MisuseError(`${problem}${didYouMean(kind, kinds)}\nThere are: ${offers(templates)}`)
  }
  const own = templates.filter((one) => one.kind === kind)
  const wanted = needs.toSorted().join()
  const found =
    needs.length === 0 ? own[0] : own.find((one) => one.needs.toSorted().join() === wanted)
  if (found !== undefined) return found
  throw new MisuseError(
    `There is no template of a ${kind} on ${needs.join(' and ')}\nThere are: ${offers(own)}`,
  )
}

function offers(templates: readonly ConceptTemplate[]): string {
  return templates
    .map(({ kind, needs }) => (needs.length > 0 ? `${kind} --needs ${needs.join(',')}` : kind))
    .join(', ')
}

/** The template's files as those of a concept: their paths from its folder, and their texts. */
export function templateFiles({ folder }: ConceptTemplate, id: string): Record<string, string> {
  const files = listFiles(folder).map((file) => {
    const text = readText(join(folder, file))
    return [file.replaceAll(idPlaceholder, id), text.replaceAll(idPlaceholder, id)]
  })
  return Object.fromEntries(files) as Record<string, string>
}

/** Whether a concept's files are still the template's; what runs write into them does not count. */
export function isUntouched(template: ConceptTemplate, folder: string, id: string): boolean {
  const given = templateFiles(template, id)
  const own = listFiles(folder)
  return (
    own.length === Object.keys(given).length &&
    own.every((file) => {
      const written = given[file]
      if (written === undefined || file === 'package.json') return written !== undefined
      const text = readText(join(folder, file))
      return file === 'README.md' ? withoutRuns(text) === withoutRuns(written) : text === written
    })
  )
}

function withoutRuns(readme: string): string {
  const none = readmeBlocks(readme, 'README.md').map(() => '')
  return replaceReadmeBlocks(readme, 'README.md', none)
}

// What tools and runs put into a concept's folder.
const notWritten = ['node_modules', '.turbo', '.recording', 'docs', 'coverage']

function listFiles(folder: string): string[] {
  return globSync('**/*', { cwd: folder, withFileTypes: true, exclude: notWritten })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .toSorted()
}

/** Lists the headings that a concept's README has, in their order. */
export function readmeHeadings(text = readTemplate('README.md')): string[] {
  return [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^## (.+)$/gm)].map(
    ([, heading = '']) => heading.trim(),
  )
}

/** What every concept's package.json has: the first template's. */
export function templateManifest(): Record<string, unknown> {
  return JSON.parse(readTemplate('package.json')) as Record<string, unknown>
}

function readTemplate(file: string): string {
  return readText(join(conceptTemplates()[0]!.folder, file))
}

/** The files that every concept has under the templates' own names, and the transcript of its run. */
export function requiredFiles(): string[] {
  const [first, ...others] = conceptTemplates().map(({ folder }) => listFiles(folder))
  const shared = first!.filter((file) => others.every((files) => files.includes(file)))
  return [...shared.filter((file) => !/^(src|kata)\//.test(file)), 'src/index.ts', 'docs/run.md']
}
