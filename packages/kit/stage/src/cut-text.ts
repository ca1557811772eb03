import { visibleText } from './visible-text.ts'

/** Breaks a text into at most so many lines; what does not fit is cut off, with a sign. */
export function cutText(text: string, width: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of visibleText(text).split(/\s+/).filter(Boolean)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  if (line !== '') lines.push(line)
  const kept = lines.slice(0, most)
  return kept.map((one, index) => {
    const isCut = one.length > width || (index === most - 1 && lines.length > most)
    return isCut ? `${one.slice(0, width - 1)}…` : one
  })
}
