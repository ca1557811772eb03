import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { readText } from '@lab/kata/read-text'
import { comparisonScene } from '@lab/stage'
import type { RaceMap, RecordedScene, StageEvent } from '@lab/stage'
import { recordedHeadline } from '@lab/stage/headline'
import { listingOf } from '@lab/stage/listing-of'
import { createMarkdownView, listingMarkdown } from '@lab/stage/markdown'
import { claimsPage, wrongClaimsMarkdown } from './claims/claims-text.ts'
import { readClaims } from './claims/read-claims.ts'
import { headlineFile } from './read-headline.ts'
import { MisuseError } from './misuse-error.ts'
import { headlineShape, plainText, sameText } from './measured-text.ts'
import type { ReadmeBlock } from './readme-blocks.ts'
import { readmeBlocks, replaceReadmeBlocks } from './readme-blocks.ts'
import type { Context } from './context.ts'
import { findRecordings } from './find-recordings.ts'
import type { FindRecording } from './find-recordings.ts'
import { mapPicture, scenePicture } from './scene-picture.ts'
import type { Picture } from './scene-picture.ts'
import { requireConcept, workspaceConcepts } from './workspace-concepts.ts'
import type { ConceptEntry } from './workspace-concepts.ts'

export interface GeneratedFile {
  /** Absolute. */
  file: string
  text: string
  upToDate: boolean
}

/** Writes the files that are out of date, and gives them. */
export function writeGenerated(files: GeneratedFile[]): GeneratedFile[] {
  const stale = files.filter((generated) => !generated.upToDate)
  for (const { file, text } of stale) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return stale
}

/**
 * Regenerates what folders show of runs, unwritten; each demo is recorded at most once.
 *
 * @param folders By default those of all concepts, and the root.
 */
export async function generateAll(
  context: Context,
  folders: readonly string[] = [
    ...workspaceConcepts(context.root).map(({ folder }) => folder),
    context.root,
  ],
): Promise<GeneratedFile[]> {
  const { root } = context
  const shown = [...new Set(folders.flatMap(shownConcepts))]
  const find = await findRecordings(
    shown.map((id) => requireConcept(root, id)),
    context,
  )
  const files: GeneratedFile[] = []
  for (const folder of folders) files.push(...(await generateReadme(folder, root, find)))
  return files
}

/** Regenerates what a folder shows of runs: its README, pictures and, of a concept, the transcript. */
async function generateReadme(
  folder: string,
  root: string,
  find: FindRecording,
): Promise<GeneratedFile[]> {
  if (!existsSync(join(folder, 'README.md'))) return []
  if (folder === root) {
    return [...(await generateBlocks(folder, root, find)), ...(await claimsFile(root))]
  }
  const concept = workspaceConcepts(root).find((one) => one.folder === folder)
  return [
    ...(await generateBlocks(folder, root, find)),
    ...(concept === undefined
      ? []
      : [await generateTranscript(concept, find), await generateHeadline(concept, find)]),
  ]
}

/** The whole run, for a reader who wants more than the README shows. */
async function generateTranscript(
  { id, folder, title }: ConceptEntry,
  find: FindRecording,
): Promise<GeneratedFile> {
  const file = join(folder, 'docs/run.md')
  const { scenes } = await find({ id, folder })
  let text = `# ${title}: every scene\n\nWritten by \`./lab readme ${id}\` from one run. The same in a terminal: \`./lab demo ${id}\`.\n`
  for (const { events } of Object.values(scenes))
    text += `\n${await sceneMarkdown(events, 'shown')}`
  const old = existsSync(file) ? readText(file) : ''
  // Some of its numbers are times. What must agree exactly stands in demo.test.ts.
  return { file, text, upToDate: plainText(old) === plainText(text) }
}

/** What the page's list shows of the run: a fresh clone has no recording. */
async function generateHeadline(
  { id, folder }: ConceptEntry,
  find: FindRecording,
): Promise<GeneratedFile> {
  const file = headlineFile(folder)
  const text = `${JSON.stringify(recordedHeadline(await find({ id, folder })), undefined, 1)}\n`
  const upToDate = existsSync(file) && headlineShape(readText(file)) === headlineShape(text)
  return { file, text, upToDate }
}

/** Regenerates the lists of all concepts, unwritten: the root README's, and docs/claims.md. No demo is played. */
export async function generateLists(root: string): Promise<GeneratedFile[]> {
  const file = join(root, 'README.md')
  if (!existsSync(file)) return []
  const text = readText(file)
  const blocks = readmeBlocks(text, file)
  const contents = blocks.map(({ kind, content }) =>
    kind === 'concepts' ? conceptsMarkdown(root) : content,
  )
  const written = replaceReadmeBlocks(text, file, contents)
  return [{ file, text: written, upToDate: written === text }, ...(await claimsFile(root))]
}

async function claimsFile(root: string): Promise<GeneratedFile[]> {
  const claims = await readClaims(workspaceConcepts(root))
  if (claims.length === 0) return []
  const file = join(root, 'docs/claims.md')
  const text = claimsPage(claims)
  return [{ file, text, upToDate: existsSync(file) && readText(file) === text }]
}

async function generateBlocks(
  folder: string,
  root: string,
  find: FindRecording,
): Promise<GeneratedFile[]> {
  const file = join(folder, 'README.md')
  const text = readText(file)
  const blocks = readmeBlocks(text, file)
  const scenes = await findScenes(blocks, folder, root, find)
  const draw = (block: ReadmeBlock): Picture => {
    const key = sceneKey(block, folder)
    const { map } = block.attributes
    const { events, races } = scenes.get(key)!
    return map === undefined ? scenePicture(events, key) : mapPicture(mapOf(races, key, map))
  }
  const pictures: GeneratedFile[] = []
  const contents: string[] = []
  for (const block of blocks) {
    if (block.kind === 'concepts') contents.push(conceptsMarkdown(root))
    else if (block.kind === 'claims') contents.push(await claimsMarkdown(folder))
    else if (block.kind === 'listing') contents.push(listingMarkdown(listed(block, folder)))
    else if (block.kind === 'ways')
      contents.push(await tablesMarkdown(scenes.get(sceneKey(block, folder))!.events))
    else if (block.kind === 'demo')
      contents.push(await sceneMarkdown(scenes.get(sceneKey(block, folder))!.events, 'hidden'))
    else {
      const { svg, alt } = draw(block)
      const path = pictureFile(block, folder)
      const picture = join(folder, path)
      const old = existsSync(picture) ? readText(picture) : ''
      pictures.push({ file: picture, text: svg, upToDate: sameText(block, old, svg) })
      contents.push(`![${alt.replace(/[[\]]/g, '\\$&')}](${path})`)
    }
  }
  const upToDate = blocks.every((block, index) =>
    sameText(block, block.content, contents[index]!.trim()),
  )
  return [{ file, text: replaceReadmeBlocks(text, file, contents), upToDate }, ...pictures]
}

/** The recorded scenes that the blocks show, by `concept/scene`. */
async function findScenes(
  blocks: ReadmeBlock[],
  folder: string,
  root: string,
  find: FindRecording,
): Promise<Map<string, RecordedScene>> {
  const known = ['demo', 'ways', 'picture', 'listing', 'claims', 'concepts']
  const unknown = blocks.find((block) => !known.includes(block.kind))
  if (unknown !== undefined)
    throw new MisuseError(
      `Unknown block lab:${unknown.kind}: there are ${known.map((kind) => `lab:${kind}`).join(', ')}`,
    )
  const found = new Map<string, RecordedScene>()
  for (const block of blocks.filter(isOfRun)) {
    const key = sceneKey(block, folder)
    const [concept, scene] = key.split('/') as [string, string]
    const { scenes } = await find(requireConcept(root, concept))
    const recorded = scenes[scene]
    if (recorded === undefined) {
      const known = Object.keys(scenes).join(', ')
      throw new MisuseError(`${concept} has no scene "${scene}"\nThere are: ${known}`)
    }
    found.set(key, recorded)
  }
  return found
}

function isOfRun({ kind }: ReadmeBlock): boolean {
  return kind === 'demo' || kind === 'ways' || kind === 'picture'
}

/** The concepts whose runs the generated files of a folder show. */
function shownConcepts(folder: string): string[] {
  const file = join(folder, 'README.md')
  if (!existsSync(file)) return []
  const own = existsSync(join(folder, 'demo.ts')) ? [basename(folder)] : []
  const blocks = readmeBlocks(readText(file), file)
  return [
    ...own,
    ...blocks.filter(isOfRun).map(({ attributes }) => attributes['concept'] ?? basename(folder)),
  ]
}

function mapOf(races: RecordedScene['races'], key: string, map: string): RaceMap {
  const race = Object.hasOwn(races, map) ? races[map] : undefined
  if (race !== undefined) return race.map
  const offered = Object.keys(races).map((id) => `map=${id}`)
  throw new MisuseError(
    `Scene "${key.split('/')[1]}" has no race "${map}"\nTry: ${offered.join(', ')}`,
  )
}

/** The lines of a file of the concept that a block names. */
function listed({ attributes }: ReadmeBlock, folder: string) {
  const { file, from, to } = attributes
  if (file === undefined)
    throw new MisuseError(
      'Block lab:listing must name a file, as <!-- lab:listing file=src/row-lock.ts from=rowLock -->',
    )
  const path = join(folder, file)
  if (relative(folder, path).startsWith('..') || !existsSync(path))
    throw new MisuseError(`Block lab:listing names ${file}, which is not in ${folder}`)
  const place = (text: string | undefined) => (/^\d+$/.test(text ?? '') ? Number(text) : text)
  const part = Object.entries({ from: place(from), to: place(to) })
  try {
    return listingOf(path, Object.fromEntries(part.filter(([, value]) => value !== undefined)))
  } catch (error) {
    throw error instanceof RangeError ? new MisuseError(error.message) : error
  }
}

function pictureFile(block: ReadmeBlock, folder: string): string {
  const { map } = block.attributes
  const parts = [sceneKey(block, folder), ...(map === undefined ? [] : ['map', map])]
  return `docs/${parts.join('-').replaceAll('/', '-')}.svg`
}

function sceneKey(block: ReadmeBlock, folder: string): string {
  const usual = block.kind === 'ways' ? comparisonScene : undefined
  const { concept = basename(folder), scene = usual } = block.attributes
  if (scene === undefined)
    throw new MisuseError(
      `Block lab:${block.kind} must name a scene, as <!-- lab:${block.kind} scene=row-lock -->`,
    )
  return `${concept}/${scene}`
}

async function sceneMarkdown(events: StageEvent[], headings: 'shown' | 'hidden'): Promise<string> {
  let text = ''
  const view = createMarkdownView((part) => void (text += part), { headings })
  for (const event of events) await view.show(event)
  await view.end?.()
  return text
}

/** The tables alone: the README has the answer to say in a section of its own. */
function tablesMarkdown(events: StageEvent[]): Promise<string> {
  return sceneMarkdown(
    events.filter(({ type }) => type === 'table'),
    'hidden',
  )
}

async function claimsMarkdown(folder: string): Promise<string> {
  return wrongClaimsMarkdown(await readClaims([{ id: basename(folder), folder }]))
}

function conceptsMarkdown(root: string): string {
  const rows = workspaceConcepts(root).map(
    ({ id, area, question }) =>
      `| [${id}](${area === 'demos' ? 'demos' : `packages/${area}`}/${id}) | ${area} | ${question.replaceAll('|', '\\|')} |`,
  )
  return ['| concept | area | question |', '| --- | --- | --- |', ...rows].join('\n')
}
