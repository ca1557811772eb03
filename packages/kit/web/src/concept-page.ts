import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { RecordedHeadline } from '@lab/stage/headline'
import { conceptCard } from './concept-card.ts'
import type { ConceptPage } from './protocol.ts'
import type { SourceFile } from './source-file.ts'
import type { WebConcept, WebLab } from './web-lab.ts'

/** Gathers what the page shows of a concept. */
export function conceptPage(
  lab: WebLab,
  concept: WebConcept,
  { scenes, headline }: { scenes: { id: string; title: string }[]; headline: string[] },
  recorded: RecordedHeadline | undefined,
): ConceptPage {
  return {
    ...conceptCard(concept, recorded),
    answer: lab.answer(concept),
    scenes: scenes.map(({ id, title }) => ({ id, title, races: recorded?.races[id] ?? [] })),
    headline,
    sources: sourcesOf(lab.root, concept.folder),
  }
}

/** The concept's own code: what it runs, without tests and benches. */
function sourcesOf(root: string, folder: string): SourceFile[] {
  return readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|lua|sql)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(\.test|\.fixture|[/\\]index)\.ts$/.test(file))
    .toSorted()
    .map((file) => ({
      file: relative(root, file).replaceAll(sep, '/'),
      text: readFileSync(file, 'utf8'),
    }))
}
