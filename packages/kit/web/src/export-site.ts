import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadDemo } from '@lab/stage'
import { buildOptions, pageFolder } from './build-page.ts'
import { conceptPage } from './concept-page.ts'
import type { Catalogue } from './protocol.ts'
import { recordConcept } from './record-concept.ts'
import { checkSiteFolder, writeSite } from './site-folder.ts'
import type { Deck, FlashCard } from './study-protocol.ts'
import type { WebLab } from './web-lab.ts'

export interface ExportOptions {
  signal: AbortSignal
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
  { signal, onProgress }: ExportOptions,
): Promise<void> {
  checkSiteFolder(folder)
  const data = await recordData(lab, { signal, onProgress })
  onProgress('building the page')
  const page = await buildRecordedPage()
  signal.throwIfAborted()
  writeSite(folder, new Map([...data, ...page]))
}

async function recordData(
  lab: WebLab,
  { signal, onProgress }: ExportOptions,
): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  // Data comes as a script: a page that was opened from a disk may not fetch a file.
  const add = (name: string, data: unknown) => {
    // As JSON it is a JavaScript expression.
    const text = `labData(${JSON.stringify(name)}, ${JSON.stringify(data)})\n`
    files.set(`data/${name}.js`, text)
  }
  const concepts = lab.concepts.map(({ folder: _, ...card }) => card)
  add('catalogue', { concepts } satisfies Catalogue)
  // Nobody studies in a recording: every question is asked.
  const isShown = (card: FlashCard) => concepts.some(({ id }) => id === card.concept)
  add('deck', { due: lab.cards.all().filter(isShown), later: [] } satisfies Deck)
  for (const [index, concept] of lab.concepts.entries()) {
    onProgress(`recording ${concept.id}, ${index + 1} of ${lab.concepts.length}`)
    const demo = await loadDemo(concept)
    const recorded = await recordConcept(demo, conceptPage(lab, concept, demo), signal)
    add(`concept-${concept.id}`, recorded)
  }
  return files
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
