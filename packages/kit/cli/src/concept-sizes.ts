import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '@lab/kata/read-text'
import type { Context } from './context.ts'
import { readmeBlocks, replaceReadmeBlocks } from './readme-blocks.ts'
import { captureTool, toolPath } from './run-tool.ts'
import { canCache, turboArguments, turboEnvironment } from './turbo.ts'
import { workspaceConcepts } from './workspace-concepts.ts'

const tasks = ['test', 'record', 'prove'] as const

/** How large a concept should be, and how long its tasks may take alone on a quiet machine. */
const limits = { files: 40, words: 900, test: 6, record: 6, prove: 8 }

type Size = Record<keyof typeof limits, number | undefined>

/** A table of how large each concept is; what is above its limit has a mark. */
export async function sizesTable(context: Context): Promise<string> {
  const seconds = canCache(context.root) ? await taskSeconds(context) : new Map<string, number>()
  const heads = Object.keys(limits).map((name) =>
    name in { files: 0, words: 0 } ? name : `${name} s`,
  )
  const rows = workspaceConcepts(context.root).map(({ id, folder }) => {
    const size: Size = {
      ...filesAndWords(folder),
      test: seconds.get(`${id} test`),
      record: seconds.get(`${id} record`),
      prove: seconds.get(`${id} prove`),
    }
    return [id, ...Object.entries(size).map(([name, value]) => cell(name as keyof Size, value))]
  })
  const table = tableText([
    ['', ...heads],
    ...rows,
    ['at most', ...Object.values(limits).map((limit) => `${limit} `)],
  ])
  const reasons = workspaceConcepts(context.root).flatMap(({ id, largerBecause }) =>
    largerBecause === undefined ? [] : [`${id}: ${largerBecause}\n`],
  )
  return reasons.length === 0 ? table : `${table}\nLarger, because\n${reasons.join('')}`
}

/** Says that a concept is too large, unless its package.json says why. */
export function sizeProblems(folder: string, largerBecause: unknown): string[] {
  if (typeof largerBecause === 'string' && largerBecause !== '') return []
  return Object.entries(filesAndWords(folder)).flatMap(([name, count]) => {
    const most = limits[name as 'files' | 'words']
    if (count <= most) return []
    return [
      `it must have ${most} ${name} at most, received ${count}; or say why in package.json: lab.largerBecause`,
    ]
  })
}

/** Files without what is generated; the README's words without its transcripts. */
export function filesAndWords(folder: string): { files: number; words: number } {
  const files = globSync('**/*', {
    cwd: folder,
    withFileTypes: true,
    exclude: ['**/node_modules', '.turbo', '.recording', 'docs'],
  }).filter((entry) => entry.isFile())
  return { files: files.length, words: readmeWords(folder) }
}

/** How many words its README has without the transcripts. */
export function readmeWords(folder: string): number {
  const file = join(folder, 'README.md')
  if (!existsSync(file)) return 0
  const text = readText(file)
  const empty = readmeBlocks(text, file).map(() => '')
  const own = replaceReadmeBlocks(text, file, empty).replace(/<!--.*?-->/g, '')
  return own.split(/\s+/).filter(Boolean).length
}

/** How long each task took when it was last run, by `id task`; those that have not run are left out. */
async function taskSeconds(context: Context): Promise<Map<string, number>> {
  const env = { ...context.env, ...(await turboEnvironment(context)) }
  const args = [...turboArguments({ tasks: [...tasks], packages: [] }), '--dry=json']
  const { output } = await captureTool(toolPath('turbo'), args, { ...context, env })
  const plan = JSON.parse(output.slice(output.indexOf('{'))) as {
    tasks: { package: string; task: string; cache: { status: string; timeSaved: number } }[]
  }
  return new Map(
    plan.tasks.flatMap(({ package: name, task, cache }) =>
      cache.status === 'HIT'
        ? [[`${name.replace('@lab/', '')} ${task}`, cache.timeSaved / 1_000] as const]
        : [],
    ),
  )
}

function cell(name: keyof Size, value: number | undefined): string {
  if (value === undefined) return '– '
  const text = Number.isInteger(value) ? String(value) : value.toFixed(1)
  return `${text}${value > limits[name] ? '!' : ' '}`
}

function tableText(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (row: string[]) =>
    row
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd()
  return `${rows.map(line).join('\n')}\n`
}
