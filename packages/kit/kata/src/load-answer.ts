import { pathToFileURL } from 'node:url'
import { describeThrown } from './describe-thrown.ts'
import type { Facts } from './facts.ts'
import { onServers } from './on-servers.ts'
import type { AnswerFunction } from './on-servers.ts'

export interface LoadedAnswer {
  /** As several servers run it, each with a memory of its own. */
  onServers: AnswerFunction
  /** As one process runs it for all. */
  inOneProcess: AnswerFunction
}

/** Imports a file and takes the function of that name from it. */
export async function loadAnswer(
  file: string,
  { answer: name, isInOneProcess = false }: Pick<Facts<never, never>, 'answer' | 'isInOneProcess'>,
): Promise<{ answer: LoadedAnswer } | { problem: string }> {
  let loads = 0
  const load = async () => {
    const module = (await import(`${pathToFileURL(file).href}?load=${loads++}`)) as object
    return module as Record<string, unknown>
  }
  const answerOf = async () => (await load())[name] as AnswerFunction
  try {
    const first = await load()
    if (typeof first[name] !== 'function') {
      const found = Object.keys(first).join(', ') || 'nothing'
      return { problem: `it must export a function ${name}, and exports ${found}` }
    }
    const inOneProcess = first[name] as AnswerFunction
    const many = isInOneProcess ? inOneProcess : await onServers(answerOf)
    return { answer: { onServers: many, inOneProcess } }
  } catch (error) {
    return { problem: describeLoadError(error, file) }
  }
}

// Node puts the place of a syntax error before its stack: `file:///a.ts:12`, the line, a caret.
function describeLoadError(error: unknown, file: string): string {
  if (!(error instanceof SyntaxError)) return describeThrown(error, file)
  const place = /:(\d+)\n/.exec(error.stack ?? '')?.[1]
  const what = error.message.replace(/\s+/g, ' ').trim()
  return `syntax error${place === undefined ? '' : ` in line ${place}`}: ${what}`
}
