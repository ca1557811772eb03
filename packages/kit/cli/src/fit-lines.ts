import { wrapText } from '@lab/stage'

/** Breaks the lines that are wider than a terminal between words, below the column where each says what it does. */
export function fitLines(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      if (line.length <= width) return line
      const start = /^ +(?:\S.*? {2,})?|^(?=\S)/.exec(line)![0].length
      return wrapText(line, width, start < width / 2 ? start : 0)
    })
    .join('\n')
}
