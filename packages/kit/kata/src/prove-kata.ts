import { basename, join } from 'node:path'
import { openJudge, passes } from './open-judge.ts'
import type { Judgement, JudgeOptions } from './open-judge.ts'
import type { Kata } from './read-kata.ts'

const fewestMutants = 5

/**
 * Proves a kata: its problem fails, its solution passes, and each mutant breaks the fact that it
 * names and no other one.
 *
 * @returns What is not so; nothing when all is.
 */
export async function proveKata(
  kata: Kata,
  options: Pick<JudgeOptions, 'startsNext'> = {},
): Promise<string[]> {
  await using judge = openJudge(join(kata.folder, 'facts.ts'), options)
  const problems: string[] = []
  if (kata.mutants.length < fewestMutants) {
    problems.push(`it must have ${fewestMutants} mutants or more, received ${kata.mutants.length}`)
  }
  const problem = await judge.judge(join(kata.folder, 'problem.ts'))
  if (passes(problem)) problems.push('problem.ts passes')
  if (problem.ending !== 'judged') problems.push(`problem.ts: ${problem.problem}`)
  const solution = await judge.judge(join(kata.folder, 'solution.ts'))
  if (!passes(solution)) problems.push(`solution.ts fails: ${describe(solution)}`)
  for (const { file, fails } of kata.mutants) {
    const judgement = await judge.judge(file)
    const broken = brokenFacts(judgement)
    if (broken.length === 1 && broken[0] === fails) continue
    problems.push(`mutants/${basename(file)} must break "${fails}" only: ${describe(judgement)}`)
  }
  return problems
}

const atOnce = 2

/** Proves katas, two at a time; says what is wrong with them, sorted, each with its kata's name. */
export async function proveKatas(katas: readonly Kata[], signal?: AbortSignal): Promise<string[]> {
  const problems: string[] = []
  const waiting = [...katas]
  // One alone leaves a processor idle while the servers of the next answer start.
  const startsNext = katas.length === 1 ? 'meanwhile' : 'after'
  const prove = async () => {
    for (let kata = waiting.shift(); kata !== undefined; kata = waiting.shift()) {
      signal?.throwIfAborted()
      const { id } = kata
      problems.push(
        ...(await proveKata(kata, { startsNext })).map((problem) => `kata ${id}: ${problem}`),
      )
    }
  }
  await Promise.all(Array.from({ length: atOnce }, prove))
  return problems.toSorted()
}

/** Names the facts that an answer breaks; something that no fact sees counts as one more. */
function brokenFacts(judgement: Judgement): string[] {
  if (judgement.ending === 'no answer') return [judgement.problem]
  const { findings, strays } = judgement
  const broken = findings.filter(({ holds }) => !holds).map(({ fact }) => fact)
  return judgement.ending === 'stopped'
    ? [...broken, judgement.fact, ...strays]
    : [...broken, ...strays]
}

function describe(judgement: Judgement): string {
  if (judgement.ending !== 'judged') return judgement.problem
  const broken = judgement.findings.flatMap((finding) =>
    finding.holds ? [] : `"${finding.fact}" (${finding.reason})`,
  )
  return [...broken, ...judgement.strays].join(', ') || 'it breaks nothing'
}
