import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Context } from '../context.ts'
import { MisuseError } from '../misuse-error.ts'
import { typedIn } from '../typed-in.ts'
import type { ConceptEntry } from '../workspace-concepts.ts'
import { ankiText } from './anki-text.ts'
import { questionCards } from './cards.ts'

export interface ExportOptions {
  /** Only `anki`. */
  format: string
  /** Where to write it; without, to a pipe. */
  out: string | undefined
  mayReplace: boolean
}

/**
 * Writes the cards for another program.
 *
 * @throws {MisuseError} If there is another format, nowhere to write, or a file already.
 */
export function exportCards(
  concepts: readonly ConceptEntry[],
  { format, out, mayReplace }: ExportOptions,
  { stdout, env }: Context,
): void {
  if (format !== 'anki') {
    throw new MisuseError(`--export must be anki, received "${format}"\nTry: lab ask --export anki`)
  }
  const cards = concepts.flatMap((concept) =>
    questionCards(concept).map((card) => ({ ...card, area: concept.area })),
  )
  const text = ankiText(cards)
  if (out === undefined) {
    if (stdout.isTTY) {
      throw new MisuseError(
        'lab ask --export anki writes a file or to a pipe\nTry: lab ask --export anki --out backend-lab.txt',
      )
    }
    stdout.write(text)
    return
  }
  const file = resolve(typedIn(env, 'ask'), out)
  if (existsSync(file) && !mayReplace) {
    throw new MisuseError(
      `Cannot write ${file}: it is there already\nTry: --force, or another --out`,
    )
  }
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new MisuseError(`Cannot write ${file}: ${(error as Error).message}`, { cause: error })
  }
  stdout.write(
    `${cards.length} cards in ${file}\nIn Anki: File, Import. A second import updates them.\n`,
  )
}
