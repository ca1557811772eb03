import { visibleText } from './visible-text.ts'

/** Puts lines into a block of code that none of them ends. */
export function fenced(lines: string[], language = 'text'): string {
  const longest = Math.max(
    2,
    ...lines.flatMap((text) => [...text.matchAll(/`+/g)].map(([one]) => one.length)),
  )
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${language}`, ...lines, fence].join('\n')
}

/** Keeps prose from becoming markup: `select *` and `<id>` stay as they are. */
export function escaped(text: string): string {
  return visibleText(text).replace(/[\\*_<>#]/g, '\\$&')
}
