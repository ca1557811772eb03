import type { Listing } from './events.ts'
import type { Line, Role } from './line.ts'
import { line } from './line.ts'
import { textWidth } from './text-width.ts'
import { visibleText } from './visible-text.ts'
import { wrapText } from './wrap-text.ts'

const marks = {
  added: { sign: '+', role: 'reply' },
  removed: { sign: '-', role: 'series-3' },
  here: { sign: '>', role: 'waits' },
  omitted: { sign: ' ', role: 'quiet' },
  none: { sign: ' ', role: 'plain' },
} as const

/** Draws lines of code with their numbers; a sign before a line says what is with it. */
export function listingLines(listing: Omit<Listing, 'type'>, width: number): Line[] {
  const { title, source, lines } = listing
  const numbers = lines.map(({ number }) => (number === undefined ? '' : String(number)))
  const digits = Math.max(0, ...numbers.map((text) => text.length))
  const gutter = digits === 0 ? 2 : digits + 3
  return [
    ...(title === '' ? [] : wrapText(title, width).map((text) => line(text, 'title'))),
    ...(source === undefined ? [] : wrapText(source, width).map((text) => line(text, 'quiet'))),
    ...lines.flatMap(({ text, mark }, index) => {
      const { sign, role } = marks[mark ?? 'none']
      const code = codeLines(text, width - gutter)
      return code.map((piece, place): Line => [
        { text: (place === 0 ? sign : '').padEnd(2), role },
        ...(digits === 0
          ? []
          : [
              {
                text: `${(place === 0 ? numbers[index]! : '').padStart(digits)} `,
                role: 'quiet' as Role,
              },
            ]),
        { text: piece, role },
      ])
    }),
  ]
}

/** One line, whatever it holds; what does not fit goes on in the next one, further in. */
function codeLines(text: string, width: number): string[] {
  const visible = visibleText(text).replaceAll('\n', '\\n')
  const indent = /^ */.exec(visible)![0].length
  const hang = Math.min(indent + 2, Math.floor(width / 2))
  return textWidth(visible) <= width ? [visible] : wrapText(visible, width, hang)
}
