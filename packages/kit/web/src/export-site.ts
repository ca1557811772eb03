import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadDemo } from '@lab/stage'
import { buildOptions, pageFolder } from './build-page.ts'
import { conceptPage } from './concept-page.ts'
import type { Catalogue } from './protocol.ts'
import { recordConcept } from './record-concept.ts'
import type { Deck, FlashCard } from './study-protocol.ts'
import type { WebLab } from './web-lab.ts'

export interface ExportOptions {
  signal: AbortSignal
  /** Hears about long work. */
  onProgress: (text: string) => void
}

/**
 * Writes the page with recorded runs of every concept, as files that need no server and open from
 * a disk.
 *
 * @param folder A new or an empty one.
 * @throws {RangeError} If the folder has something in it.
 */
export async function exportSite(
  lab: WebLab,
  folder: string,
  { signal, onProgress }: ExportOptions,
): Promise<void> {
  if (existsSync(folder) && (await readdir(folder)).length > 0) {
    throw new RangeError(`Cannot export to ${folder}: it must be empty\nTry: another folder`)
  }
  await mkdir(join(folder, 'data'), { recursive: true })
  const concepts = lab.concepts.map(({ folder: _, ...card }) => card)
  await writeData(folder, 'catalogue', { concepts } satisfies Catalogue)
  // Nobody studies in a recording: every question is asked.
  const isShown = (card: FlashCard) => concepts.some(({ id }) => id === card.concept)
  const deck: Deck = { due: lab.cards.all().filter(isShown), later: [] }
  await writeData(folder, 'deck', deck)
  for (const [index, concept] of lab.concepts.entries()) {
    onProgress(`recording ${concept.id}, ${index + 1} of ${lab.concepts.length}`)
    const demo = await loadDemo(concept)
    const recorded = await recordConcept(demo, conceptPage(lab, concept, demo), signal)
    await writeData(folder, `concept-${concept.id}`, recorded)
  }
  onProgress('building the page')
  await buildRecordedPage(folder)
}

/** Data comes as a script: a page that was opened from a disk may not fetch a file. */
async function writeData(folder: string, name: string, data: unknown): Promise<void> {
  // As JSON it is a JavaScript expression.
  const text = `labData(${JSON.stringify(name)}, ${JSON.stringify(data)})\n`
  await writeFile(join(folder, 'data', `${name}.js`), text)
}

async function buildRecordedPage(folder: string): Promise<void> {
  const { build } = await import('vite')
  await build({
    ...buildOptions,
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: false,
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
  await copyFile(join(pageFolder, 'public/icon.svg'), join(folder, 'icon.svg'))
  const html = await readFile(join(pageFolder, 'index.html'), 'utf8')
  await writeFile(join(folder, 'index.html'), recordedHtml(html))
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
