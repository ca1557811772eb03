import { MisuseError } from './misuse-error.ts'

/** A generated part of a README: what stands between two comments. */
export interface ReadmeBlock {
  /** `demo`, `ways`, `picture`, `listing`, `claims` or `concepts`. */
  kind: string
  /** As written in the opening comment: `scene=row-lock`; a bare word is its own value. */
  attributes: Record<string, string>
  /** What stands there now, without the comments. */
  content: string
}

const opening = /^<!-- lab:([a-z]+)((?: [a-z]+(?:=[\w./-]+)?)*) -->$/

/**
 * Finds the generated blocks of a README.
 *
 * @throws {MisuseError} If a block is not closed.
 */
export function readmeBlocks(text: string, file: string): ReadmeBlock[] {
  const blocks: ReadmeBlock[] = []
  visitBlocks(text, file, (block) => {
    blocks.push(block)
    return block.content
  })
  return blocks
}

/** Writes the blocks anew, in their order. */
export function replaceReadmeBlocks(text: string, file: string, contents: string[]): string {
  let index = 0
  return visitBlocks(text, file, () => contents[index++]!)
}

function visitBlocks(text: string, file: string, visit: (block: ReadmeBlock) => string): string {
  const lines = text.split('\n')
  const written: string[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const start = lines[index]!
    written.push(start)
    const found = opening.exec(start)
    if (found === null) continue
    const [, kind = '', words = ''] = found
    const end = lines.indexOf(`<!-- /lab:${kind} -->`, index)
    if (end < 0)
      throw new MisuseError(
        `${file}:${index + 1} opens lab:${kind} and never closes it\nTry: add <!-- /lab:${kind} -->`,
      )
    const attributes = Object.fromEntries(
      words
        .split(' ')
        .filter(Boolean)
        .map((word) => [word.split('=')[0]!, word.split('=')[1] ?? word]),
    )
    const content = lines
      .slice(index + 1, end)
      .join('\n')
      .trim()
    const next = visit({ kind, attributes, content }).trim()
    written.push('', ...(next === '' ? [] : [next, '']), lines[end]!)
    index = end
  }
  return written.join('\n')
}
