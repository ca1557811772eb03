import { progressTexts } from '@lab/kata/progress-text'
import { painter } from '../prose-text.ts'
import type { TextOptions } from '../prose-text.ts'
import type { Progress } from './progress.ts'
import type { KataEntry } from './workspace-katas.ts'

/** Lists the katas by concept, each with its time box and how far one has come. */
export function kataListText(
  entries: KataEntry[],
  progress: Progress,
  options: TextOptions,
): string {
  if (entries.length === 0) return 'There is no kata yet.\n'
  const paint = painter(options)
  const width = Math.max(...entries.map(({ kata }) => kata.id.length))
  const concepts = Map.groupBy(entries, ({ concept }) => concept.id)
  const passed = entries.filter(({ kata }) => progress.of(kata.id).passedAt).length
  const lists = [...concepts].map(([concept, own]) =>
    [
      paint('bold', concept),
      ...own.map(({ kata }) => {
        const done = progressTexts(progress.of(kata.id)).join(', ')
        const mark = progress.of(kata.id).passedAt ? paint('green', '✓') : '·'
        return `  ${mark} ${kata.id.padEnd(width)}  ${String(kata.minutes).padStart(2)} min  ${kata.title}${done === '' ? '' : paint('dim', `  (${done})`)}`
      }),
    ].join('\n'),
  )
  return `${lists.join('\n\n')}\n\n${passed} of ${entries.length} passed.\n`
}
