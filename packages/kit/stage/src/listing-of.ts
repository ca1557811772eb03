import { existsSync, readFileSync } from 'node:fs'
import { dirname, extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Listing } from './events.ts'

/** Which lines of a file. Those that name a text stay right when the file grows above them. */
export interface ListingPart {
  /** A line's number from 1, or a text: the first line that has it. Default: the first line. */
  from?: number | string
  /**
   * The same, from `from` on. Default: the end of the block that begins at a text, which is seen by
   * its indentation; else the last line.
   */
  to?: number | string
}

/**
 * Reads lines of a file, so that what is shown is the code that runs.
 *
 * @param file - A path, or a URL as `new URL('src/row-lock.ts', import.meta.url)`.
 * @throws {RangeError} If a text stands nowhere in the file, or a number is none of its lines.
 */
export function listingOf(
  file: string | URL,
  { title = '', ...part }: ListingPart & { title?: string } = {},
): Omit<Listing, 'type'> {
  const path = typeof file === 'string' ? file : fileURLToPath(file)
  return {
    title,
    source: sourceName(path),
    language: extname(path).slice(1),
    lines: readLines(path, part),
  }
}

/** The lines of a part, with their numbers. */
export function readLines(path: string, { from, to }: ListingPart) {
  const lines = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/)
  const first = from === undefined ? 0 : placeOf(lines, from, 0, path)
  const last =
    to !== undefined
      ? placeOf(lines, to, first, path)
      : typeof from === 'string'
        ? endOfBlock(lines, first)
        : lines.length - 1
  return lines
    .slice(first, last + 1)
    .map((text, index) => ({ number: first + index + 1, text: text.trimEnd() }))
}

/** Where a file is in its package, as `src/row-lock.ts`. */
export function sourceName(path: string): string {
  let folder = dirname(path)
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder))
    folder = dirname(folder)
  return relative(folder, path).split(sep).join('/')
}

function placeOf(lines: string[], wanted: number | string, after: number, path: string): number {
  const place =
    typeof wanted === 'number'
      ? wanted - 1
      : lines.findIndex((text, index) => index >= after && text.includes(wanted))
  if (place >= after && place < lines.length) return place
  throw new RangeError(
    `Cannot list lines: ${sourceName(path)} must have ${typeof wanted === 'number' ? `line ${wanted}` : `"${wanted}"`} after line ${after}, received ${lines.length} lines`,
  )
}

/** The line that closes a block stands as far out as the one that opens it. */
function endOfBlock(lines: string[], first: number): number {
  const depth = indentOf(lines[first]!)
  const next = lines.findIndex(
    (text, index) => index > first && text.trim() !== '' && indentOf(text) <= depth,
  )
  if (next < 0) return lines.length - 1
  if (/^\s*([)\]}]|end\b)/.test(lines[next]!)) return next
  // A block without such a line, or one line that opens none.
  return lines.findLastIndex((text, index) => index < next && text.trim() !== '')
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length
}
