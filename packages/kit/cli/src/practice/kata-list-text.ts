import { minutesText } from '@lab/kata/clock-text'
import { painter } from '../prose-text.ts'
import type { TextOptions } from '../prose-text.ts'
import type { KataProgress, Progress } from './progress.ts'
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
        const done = progressText(progress.of(kata.id))
        const mark = progress.of(kata.id).passedAt ? paint('green', '✓') : '·'
        return `  ${mark} ${kata.id.padEnd(width)}  ${String(kata.minutes).padStart(2)} min  ${kata.title}${done === '' ? '' : paint('dim', `  (${done})`)}`
      }),
    ].join('\n'),
  )
  return `${lists.join('\n\n')}\n\n${passed} of ${entries.length} passed.\n`
}

function progressText({ seconds, hints, sawSolution, passedAt }: KataProgress): string {
  const time = minutesText(seconds * 1000)
  return [
    passedAt ? `passed in ${time}` : seconds > 0 ? `${time} so far` : '',
    hints === 0 ? '' : hints === 1 ? '1 hint' : `${hints} hints`,
    sawSolution ? 'solution seen' : '',
  ]
    .filter(Boolean)
    .join(', ')
}
