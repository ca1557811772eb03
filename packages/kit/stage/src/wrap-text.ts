import { textWidth } from './text-width.ts'
import { visibleText } from './visible-text.ts'

let graphemes: Intl.Segmenter | undefined

/**
 * Breaks text into lines of at most `width` columns, at spaces where it can. Cuts nothing off: a
 * word that is too long goes on in the next line.
 *
 * @param hang - Columns by which every line after the first is indented.
 */
export function wrapText(text: string, width: number, hang = 0): string[] {
  const lines: string[] = []
  for (const paragraph of visibleText(text).split('\n')) {
    const indent = /^ */.exec(paragraph)![0]
    let line = indent.length < width / 2 ? indent : ''
    let empty = true
    const next = () => {
      lines.push(line.trimEnd())
      line = ' '.repeat(hang)
      empty = true
    }
    for (const word of paragraph.trim().split(' ')) {
      if (!empty && textWidth(line) + 1 + textWidth(word) > width) next()
      if (!empty) line += ' '
      if (textWidth(line) + textWidth(word) <= width) line += word
      else {
        graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
        for (const { segment } of graphemes.segment(word)) {
          if (textWidth(line) + textWidth(segment) > width && line.trim() !== '') next()
          line += segment
        }
      }
      empty = false
    }
    lines.push(line.trimEnd())
    line = ''
  }
  return lines
}
