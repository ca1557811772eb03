import { basename } from 'node:path'
import { boundText } from '@lab/servers/bound-text'
import { captureTool, toolPath } from '../run-tool.ts'
import type { ToolContext } from '../run-tool.ts'

// A save with a bracket too few has a problem in nearly every line.
const mostProblems = 20
const mostCharacters = 1_000

/** Says what the type checker finds in an answer, a line each: `line 7: Type ... is not ...`. */
export async function typeProblems(file: string, context: ToolContext): Promise<string[]> {
  const { output } = await captureTool(
    toolPath('tsc'),
    ['-p', 'practice/tsconfig.json', '--pretty', 'false'],
    context,
  )
  const own = new RegExp(
    `^(?:.*/)?${RegExp.escape(basename(file))}\\((\\d+),\\d+\\): error TS\\d+: (.*)$`,
  )
  const all = output.split('\n').flatMap((line) => {
    const [, place, text = ''] = own.exec(line) ?? []
    return place === undefined ? [] : `line ${place}: ${boundText(text, mostCharacters)}`
  })
  const left = all.length - mostProblems
  return left > 0 ? [...all.slice(0, mostProblems), `and ${left} more`] : all
}
