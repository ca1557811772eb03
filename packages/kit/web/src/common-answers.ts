import { basename, join } from 'node:path'
import { openJudge } from '@lab/kata/judge'
import type { Judgement } from '@lab/kata/judge'
import type { Kata } from '@lab/kata/read'
import { readText } from '@lab/kata/read-text'
import type { BrokenAnswer, CommonAnswer } from './study-protocol.ts'

/** Reads the wrong answers of a kata, with what the first lines of each say of it. */
export function commonAnswers({ mutants }: Kata): CommonAnswer[] {
  return mutants.map(({ file, fails }) => {
    const [, ...lines] = readText(file).split('\n')
    const code = lines.findIndex((line) => !line.startsWith('// '))
    const comment = lines.slice(0, code).map((line) => line.slice(3))
    const text = lines.slice(code).join('\n').trim()
    return { name: basename(file, '.ts'), comment: comment.join(' '), fails, text }
  })
}

/**
 * Judges one of them now.
 *
 * @throws {RangeError} If there is none of that name.
 */
export async function breakAnswer(
  kata: Kata,
  name: string,
  signal: AbortSignal,
): Promise<BrokenAnswer> {
  const mutant = kata.mutants.find(({ file }) => basename(file, '.ts') === name)
  if (mutant === undefined) throw new RangeError(`Cannot judge: there is no answer "${name}"`)
  await using judge = openJudge(join(kata.folder, 'facts.ts'))
  return brokenBy(await judge.judge(mutant.file, { signal }), mutant.fails)
}

function brokenBy(judgement: Judgement, fails: string): BrokenAnswer {
  if (judgement.ending === 'judged') {
    for (const finding of judgement.findings) {
      if (finding.holds || finding.fact !== fails) continue
      const { reason, orders, timeline } = finding
      return { reason, orders, timeline }
    }
    // The kata's proof says that it breaks; another version of a server may differ.
    return {
      reason: judgement.strays[0] ?? 'here it breaks nothing',
      orders: undefined,
      timeline: undefined,
    }
  }
  return { reason: judgement.problem, orders: undefined, timeline: undefined }
}
