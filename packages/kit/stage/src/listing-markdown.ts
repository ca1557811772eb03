import type { Listing } from './events.ts'
import { escaped, fenced } from './markdown-text.ts'
import { visibleText } from './visible-text.ts'

const signs = { added: '+', removed: '-', here: '>', omitted: ' ', none: ' ' }

/** Writes a listing as a block of code: a difference as one, which readers colour. */
export function listingMarkdown({ title, source, language, lines }: Omit<Listing, 'type'>): string {
  const heading = [
    ...(title === '' ? [] : [`**${escaped(title)}**`]),
    ...(source === undefined ? [] : [escaped(source)]),
  ].join(' · ')
  const marks = lines.map(({ mark }) => mark ?? 'none')
  const isDifference = marks.includes('added') || marks.includes('removed')
  const hasSigns = isDifference || marks.includes('here')
  const texts = lines.map(({ text }, index) => {
    const visible = visibleText(text).replaceAll('\n', '\\n')
    return `${hasSigns ? `${signs[marks[index]!]} ` : ''}${visible}`.trimEnd()
  })
  const code = isDifference ? 'diff' : hasSigns ? 'text' : (language ?? 'text')
  return [
    ...(heading === '' ? [] : [heading, '']),
    fenced(texts, /^\w+$/.test(code) ? code : 'text'),
  ].join('\n')
}
