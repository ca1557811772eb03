import { pathToFileURL } from 'node:url'
import { describeThrown } from './describe-thrown.ts'

/** Imports a file and takes the function of that name from it. */
export async function loadAnswer(
  file: string,
  name: string,
): Promise<{ answer: unknown } | { problem: string }> {
  let module: Record<string, unknown>
  try {
    module = (await import(pathToFileURL(file).href)) as Record<string, unknown>
  } catch (error) {
    return { problem: describeLoadError(error, file) }
  }
  const answer = module[name]
  if (typeof answer === 'function') return { answer }
  const found = Object.keys(module).join(', ') || 'nothing'
  return { problem: `it must export a function ${name}, and exports ${found}` }
}

// Node puts the place of a syntax error before its stack: `file:///a.ts:12`, the line, a caret.
function describeLoadError(error: unknown, file: string): string {
  if (!(error instanceof SyntaxError)) return describeThrown(error, file)
  const place = /:(\d+)\n/.exec(error.stack ?? '')?.[1]
  const what = error.message.replace(/\s+/g, ' ').trim()
  return `syntax error${place === undefined ? '' : ` in line ${place}`}: ${what}`
}
