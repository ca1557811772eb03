import type { ReadmeBlock } from './readme-blocks.ts'

/** A block marked `measured` has numbers that differ from run to run; only their places must agree. */
export function sameText(block: ReadmeBlock, one: string, other: string): boolean {
  return 'measured' in block.attributes ? plainText(one) === plainText(other) : one === other
}

/** A text without what a measurement makes of it. */
export function plainText(text: string): string {
  return (
    text
      // Charts have them behind a label; a line that begins so is one of an exchange or a tree.
      .replace(/^[^\n│][^\n]*[│┤└┬].*$/gm, '')
      // The bars of a waterfall.
      .replaceAll('█', ' ')
      // The numbers below an axis: a longer run has more of them.
      .replace(/^[ \d.,kMG-]+$/gm, '')
      // A chart chooses its scale by its numbers, and marks may fall on one spot or not.
      .replace(/, log scale$|^✱ several series$/gm, '')
      .replace(/[\d.,]+[kMG]?/g, '#')
      .replace(/[\s─╌-]+/g, ' ')
  )
}

/** A headline of a list, in JSON, without what is measured: a longer run also has more points in its chart. */
export function headlineShape(json: string): string {
  const reviver = (key: string, value: unknown) => (key === 'points' ? undefined : value)
  return plainText(JSON.stringify(JSON.parse(json, reviver)))
}
