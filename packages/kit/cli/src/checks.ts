import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Context } from './context.ts'
import { generateReadme, writeGenerated } from './generate-readme.ts'
import { importProblems } from './import-rules.ts'
import { shapeProblems } from './package-shape.ts'
import { captureTool, toolPath } from './run-tool.ts'
import { workspaceConcepts } from './workspace-concepts.ts'
import { workspacePackages } from './workspace-packages.ts'

interface Result {
  ok: boolean
  /** Shown when it is not ok. */
  output: string
}

type Check = (context: Context, mode: 'check' | 'fix') => Promise<Result>

const tool =
  (name: string, args: string[], fixArgs = args): Check =>
  async (context, mode) => {
    // oxlint looks for its type-aware half below the folder it checks.
    const env = { ...context.env, OXLINT_TSGOLINT_PATH: toolPath('tsgolint') }
    const chosen = mode === 'fix' ? fixArgs : args
    const { code, output } = await captureTool(toolPath(name), chosen, { ...context, env })
    return { ok: code === 0, output }
  }

// The page runs in a browser: other libraries, and JSX.
const projects = ['tsconfig.json', 'packages/kit/web/page/tsconfig.json']

const problems = (found: string[]): Result => ({ ok: found.length === 0, output: found.join('\n') })

/** What `lab check` runs, in this order. */
export const checks: Record<string, Check> = {
  format: tool('oxfmt', ['--check', '.'], ['--write', '.']),
  lint: tool('oxlint', ['--deny-warnings'], ['--deny-warnings', '--fix']),
  types: async (context, mode) => {
    const found = projects.filter((project) => existsSync(join(context.root, project)))
    const results = await Promise.all(
      found.map((project) => tool('tsc', ['-p', project])(context, mode)),
    )
    const output = results.map((result) => result.output).join('')
    return { ok: results.every(({ ok }) => ok), output }
  },
  imports: async ({ root }) => problems(importProblems(workspacePackages(root))),
  shape: async ({ root }) =>
    problems(
      workspacePackages(root)
        .filter((one) => one.kind === 'concept')
        .flatMap(shapeProblems),
    ),
  unused: tool('knip', ['--no-config-hints']),
  katas: checkKatas,
  readme: checkReadmes,
}

async function checkKatas({ root, signal }: Context): Promise<Result> {
  const { proveKatas } = await import('./prove-katas.ts')
  return problems(await proveKatas(root, signal))
}

async function checkReadmes({ root, signal }: Context, mode: 'check' | 'fix'): Promise<Result> {
  const stale: string[] = []
  for (const folder of [...workspaceConcepts(root).map((concept) => concept.folder), root]) {
    const files = await generateReadme(folder, root, signal)
    if (mode === 'fix') writeGenerated(files)
    else {
      const old = files.filter((generated) => !generated.upToDate)
      stale.push(...old.map(({ file }) => `${relative(root, file)} is out of date`))
    }
  }
  return problems(stale.length > 0 ? [...stale, 'Try: lab readme'] : [])
}
