import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordedScene, Recording, StageEvent } from '@lab/stage'
import { recordedHeadline } from '@lab/stage/headline'
import { buildOptions, pageFolder } from './build-page.ts'
import { conceptCard } from './concept-card.ts'
import { conceptPage } from './concept-page.ts'
import type { Catalogue } from './protocol.ts'
import type { RecordedConcept } from './recording.ts'
import { checkSiteFolder, writeSite } from './site-folder.ts'
import type { Deck, FlashCard } from './study-protocol.ts'
import type { WebConcept, WebLab } from './web-lab.ts'

export interface ExportOptions {
  signal: AbortSignal
  /** Plays demos, or finds what was recorded of them. */
  record(concepts: readonly WebConcept[]): Promise<(concept: WebConcept) => Promise<Recording>>
  /** Hears about long work. */
  onProgress: (text: string) => void
}

/**
 * Writes the page with recorded runs of every concept, as files that need no server and open from
 * a disk. They are written at the end: what fails or is given up before leaves no folder.
 *
 * @param folder A new or an empty one, absolute.
 * @throws {SiteFolderError} If it is neither, or nothing can be written there; before anything runs.
 */
export async function exportSite(
  lab: WebLab,
  folder: string,
  options: ExportOptions,
): Promise<void> {
  const { signal, onProgress } = options
  checkSiteFolder(folder)
  const data = await recordData(lab, options)
  onProgress('building the page')
  const page = await buildRecordedPage()
  signal.throwIfAborted()
  writeSite(folder, new Map([...data, ...page]))
}

async function recordData(
  lab: WebLab,
  { signal, record, onProgress }: ExportOptions,
): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  // Data comes as a script: a page that was opened from a disk may not fetch a file.
  const add = (name: string, data: unknown) => {
    // As JSON it is a JavaScript expression.
    const text = `labData(${JSON.stringify(name)}, ${JSON.stringify(data)})\n`
    files.set(`data/${name}.js`, text)
  }
  const ids = new Set(lab.concepts.map(({ id }) => id))
  // Nobody studies in a recording: what the one who exports has learned stays on this machine.
  const path = lab
    .path(new Date())
    .flatMap(({ id, minutes }) => (ids.has(id) ? [{ id, minutes }] : []))
  const isShown = (card: FlashCard) => ids.has(card.concept)
  add('deck', { due: lab.cards.all().filter(isShown), later: [] } satisfies Deck)
  add('claims', await lab.claims(lab.concepts))
  onProgress(`recording ${lab.concepts.map(({ id }) => id).join(', ')}`)
  const recording = await record(lab.concepts)
  const concepts: Catalogue['concepts'] = []
  for (const concept of lab.concepts) {
    signal.throwIfAborted()
    const recorded = await recording(concept)
    concepts.push(conceptCard(concept, recordedHeadline(recorded)))
    add(`concept-${concept.id}`, recordedConcept(lab, concept, recorded))
  }
  add('catalogue', { concepts, path } satisfies Catalogue)
  return files
}

/** Each scene is opened by what its demo says of itself. */
function recordedConcept(lab: WebLab, concept: WebConcept, recording: Recording): RecordedConcept {
  const { servers, headline, scenes: recorded } = recording
  const { id, title, question } = concept
  const first: StageEvent = { type: 'demo', id, title, question, servers }
  const scenes: RecordedConcept['scenes'] = {}
  for (const [scene, { events, races }] of Object.entries(recorded)) {
    scenes[scene] = { events: [first, ...events], races: playableRaces(races) }
  }
  const titles = Object.entries(recorded).map(([scene, { events }]) => ({
    id: scene,
    title: titleOf(events),
  }))
  const shown = { scenes: titles, headline }
  return { page: conceptPage(lab, concept, shown, recordedHeadline(recording)), scenes }
}

/** A map promises that each of its orders can be played. */
function playableRaces(races: RecordedScene['races']): RecordedScene['races'] {
  const entries = Object.entries(races).map(([id, race]) => {
    if (race.isWhole) return [id, race] as const
    const outcomes = race.map.outcomes.map((outcome) => ({ ...outcome, orders: undefined }))
    return [id, { ...race, map: { ...race.map, outcomes } }] as const
  })
  return Object.fromEntries(entries)
}

function titleOf(events: readonly StageEvent[]): string {
  return events.find((event) => event.type === 'scene')?.title ?? ''
}

async function buildRecordedPage(): Promise<Map<string, string | Uint8Array>> {
  const { build } = await import('vite')
  const built = await build({
    ...buildOptions,
    publicDir: false,
    build: {
      write: false,
      // A script of one file: a page that was opened from a disk may not load modules.
      lib: {
        entry: 'src/recorded-main.tsx',
        formats: ['iife'],
        name: 'lab',
        fileName: () => 'page.js',
        cssFileName: 'page',
      },
    },
  })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  const html = await readFile(join(pageFolder, 'index.html'), 'utf8')
  return new Map([
    ...outputs.map((one) => [one.fileName, one.type === 'chunk' ? one.code : one.source] as const),
    ['icon.svg', await readFile(join(pageFolder, 'public/icon.svg'))],
    ['index.html', recordedHtml(html)],
  ])
}

/** The same page, with its script and styles as files beside it and no right to anything else. */
function recordedHtml(html: string): string {
  const policy =
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
  return html
    .replace(
      '<meta charset="utf-8" />',
      `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    )
    .replace('</head>', '  <link rel="stylesheet" href="./page.css" />\n  </head>')
    .replace(/<script type="module"[^>]*><\/script>/, '<script src="./page.js" defer></script>')
}
