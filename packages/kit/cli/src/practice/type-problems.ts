import { basename } from 'node:path'
import { captureTool, toolPath } from '../run-tool.ts'
import type { ToolContext } from '../run-tool.ts'

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
  return output.split('\n').flatMap((line) => {
    const [, place, text] = own.exec(line) ?? []
    return place === undefined ? [] : `line ${place}: ${text}`
  })
}
