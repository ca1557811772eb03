import stringWidth from 'string-width'
import { visibleText } from './visible-text.ts'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

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
      if (!empty && stringWidth(line) + 1 + stringWidth(word) > width) next()
      if (!empty) line += ' '
      if (stringWidth(line) + stringWidth(word) <= width) line += word
      else {
        for (const { segment } of graphemes.segment(word)) {
          if (stringWidth(line) + stringWidth(segment) > width && line.trim() !== '') next()
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
