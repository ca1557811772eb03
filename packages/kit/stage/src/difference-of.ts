import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Listing, ListingLine } from './events.ts'
import { readLines, sourceName } from './listing-of.ts'
import type { ListingPart } from './listing-of.ts'

/**
 * Shows what has to be changed in one file to get another one.
 *
 * @param options.around - How many equal lines to keep around what differs. Default 2.
 * @param options.from - And `to`: which lines of both files, as in `listingOf`.
 * @throws {RangeError} If a text stands nowhere in a file, or a number is none of its lines.
 */
export async function differenceOf(
  before: string | URL,
  after: string | URL,
  { title = '', around = 2, ...part }: ListingPart & { title?: string; around?: number } = {},
): Promise<Omit<Listing, 'type'>> {
  // Only a demo that shows a difference loads it.
  const { diffArrays } = await import('diff')
  const paths = [before, after].map((file) =>
    typeof file === 'string' ? file : fileURLToPath(file),
  )
  const [left, right] = [readLines(paths[0]!, part), readLines(paths[1]!, part)]
  const lines: ListingLine[] = []
  const places = { left: 0, right: 0 }
  for (const { value, added, removed } of diffArrays(left.map(textOf), right.map(textOf))) {
    for (const _ of value) {
      if (removed) lines.push({ ...left[places.left++]!, mark: 'removed' })
      else {
        const line = right[places.right++]!
        if (!added) places.left++
        lines.push(added ? { ...line, mark: 'added' } : line)
      }
    }
  }
  return {
    title,
    source: paths.map(sourceName).join(' → '),
    language: extname(paths[1]!).slice(1),
    lines: withoutFar(lines, around),
  }
}

function textOf({ text }: { text: string }): string {
  return text
}

/** Puts one line in place of equal ones that are far from what differs. */
function withoutFar(lines: ListingLine[], around: number): ListingLine[] {
  const isNear = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - around), index + around + 1)
      .some(({ mark }) => mark !== undefined),
  )
  const kept: ListingLine[] = []
  let left = 0
  const close = () => {
    if (left > 0)
      kept.push({ text: `${left} equal ${left === 1 ? 'line' : 'lines'}`, mark: 'omitted' })
    left = 0
  }
  for (const [index, line] of lines.entries()) {
    if (isNear[index]) {
      close()
      kept.push(line)
    } else left += 1
  }
  close()
  return kept
}
