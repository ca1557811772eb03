import type { Verdict } from './events.ts'
import type { Line } from './line.ts'
import { line } from './line.ts'
import { numberText } from './number-text.ts'
import { wrapText } from './wrap-text.ts'

const marks = { holds: '✓', breaks: '✗' }

/** Says in words whether the run showed what the concept claims, and of which promise. */
export function verdictHeading(verdict: Verdict): string {
  const observed = `${marks[verdict.observed]} ${verdict.observed.toUpperCase()}`
  const promise = verdict.promise === undefined ? '' : `: ${verdict.promise}`
  if (verdict.observed === verdict.claim) return `${observed}, as claimed${promise}`
  return `${observed}, NOT AS CLAIMED (claimed: ${verdict.claim})${promise}`
}

/**
 * Writes the numbers behind a verdict: `{ ordersRun: 92 }` as `orders run 92`. Numbers whose names
 * begin alike are told together: `two buyers: orders 92, broken 80`.
 */
export function verdictNumbers(verdict: Verdict): string {
  const numbers = Object.entries(verdict.numbers).map(([name, value]) => {
    const words = name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    const space = words.lastIndexOf(' ')
    return { of: words.slice(0, Math.max(0, space)), what: words.slice(space + 1), value }
  })
  return [...Map.groupBy(numbers, (number) => number.of)]
    .map(([of, group]) => {
      const told = (lead: string) =>
        group.map(({ what, value }) => `${lead}${what} ${numberText(value)}`)
      if (of === '') return told('').join(' · ')
      return group.length === 1 ? told(`${of} `)[0] : `${of}: ${told('').join(', ')}`
    })
    .join(' · ')
}

/** Draws a verdict so that it stands out without colour. */
export function verdictLines(verdict: Verdict, width: number): Line[] {
  const role = verdict.observed === verdict.claim ? verdict.observed : 'error'
  // A number stays on the line of its name.
  const numbers = verdictNumbers(verdict).replaceAll(/(?<![·:,]) (?!·)/g, '\u00a0')
  const heading = wrapText(`${verdictHeading(verdict)} · ${verdict.way}`, width - 3)
  const body = [
    ...wrapText(verdict.text, width - 2),
    ...(numbers === '' ? [] : wrapText(numbers, width - 2)),
  ].map((text) => text.replaceAll('\u00a0', ' '))
  return [
    ...heading.map((text, index) => line(`${index === 0 ? '┏━' : '┃ '} ${text}`, role)),
    ...body.map((text, index): Line => [
      { text: index === body.length - 1 ? '┗ ' : '┃ ', role },
      { text, role: 'plain' },
    ]),
  ]
}
