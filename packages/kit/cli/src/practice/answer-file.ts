import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Kata } from '@lab/kata/read'

/** Where a learner's answer to a kata is written. */
export function answerFile(root: string, kata: Kata): string {
  return join(root, 'practice', `${kata.id}.ts`)
}

/** Puts the problem there, unless there is an answer already. */
export function provideAnswer(root: string, kata: Kata): string {
  const file = answerFile(root, kata)
  if (existsSync(file)) return file
  mkdirSync(join(root, 'practice'), { recursive: true })
  copyFileSync(join(kata.folder, 'problem.ts'), file)
  return file
}

/** Writes an answer from another editor than the learner's own. */
export function writeAnswer(root: string, kata: Kata, text: string): void {
  writeFileSync(provideAnswer(root, kata), text)
}

/** Starts anew; the answer until now stays beside it as `<kata>.ts.bak`. */
export function resetAnswer(root: string, kata: Kata): void {
  const file = answerFile(root, kata)
  if (existsSync(file)) renameSync(file, `${file}.bak`)
  provideAnswer(root, kata)
}

/** Reads the answer; undefined in the moment in which an editor replaces the file. */
export function readAnswer(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
