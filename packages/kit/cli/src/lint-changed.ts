import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { captureTool, toolPath } from './run-tool.ts'
import type { ToolContext } from './run-tool.ts'

interface Plan {
  tasks: { task: string; hash: string; directory: string }[]
}

/**
 * Lints the packages that have changed since they were last green, or that import what has changed:
 * turbo's hash of a package says so. One process lints all of them, because each takes 3 s to start.
 *
 * @returns The linter's exit code and output; 0 and no output when nothing has changed.
 */
export async function lintChanged(context: ToolContext): Promise<{ code: number; output: string }> {
  const file = join(context.root, '.turbo/linted.json')
  const asked = await captureTool(toolPath('turbo'), ['run', 'lint', '--dry=json'], context)
  if (asked.code !== 0) return asked
  const plan: Plan = JSON.parse(asked.output.slice(asked.output.indexOf('{\n')))
  const packages = plan.tasks.filter((one) => one.task === 'lint' && one.directory !== 'practice')
  const green = await readGreen(file)
  const changed = packages.filter(({ hash }) => !green.has(hash))
  if (changed.length === 0) return { code: 0, output: '' }
  const folders = changed.map(({ directory }) => directory)
  const result = await captureTool(toolPath('oxlint'), ['--deny-warnings', ...folders], context)
  if (result.code === 0) {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, JSON.stringify(packages.map(({ hash }) => hash)))
  }
  return result
}

/** The hashes of what was green. A file that is missing or cut off says that nothing was. */
async function readGreen(file: string): Promise<ReadonlySet<string>> {
  try {
    const hashes: string[] = JSON.parse(await readFile(file, 'utf8'))
    return new Set(hashes)
  } catch {
    return new Set()
  }
}
