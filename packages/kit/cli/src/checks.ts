import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { requireYours } from '@lab/servers/require-yours'
import { services } from '@lab/servers/services'
import type { Context } from './context.ts'
import { findRecordings } from './find-recordings.ts'
import { generateAll, writeGenerated } from './generate-readme.ts'
import { importProblems } from './import-rules.ts'
import { lintChanged } from './lint-changed.ts'
import { shapeProblems } from './package-shape.ts'
import { orderProblems } from './path/learning-order.ts'
import { captureTool, toolPath } from './run-tool.ts'
import { canCache, turboArguments, turboEnvironment } from './turbo.ts'
import { workspaceConcepts } from './workspace-concepts.ts'
import { workspacePackages } from './workspace-packages.ts'

interface Result {
  ok: boolean
  /** Shown when it is not ok. */
  output: string
}

export interface Check {
  /** Checks of two lanes run at the same time. */
  lane: 'sources' | 'runs'
  run(context: Context, mode: 'check' | 'fix'): Promise<Result>
}

/** A program over all sources; what has not changed since it was last green is not read again. */
function overSources(
  name: string,
  tool: (context: Context, mode: 'check' | 'fix') => Promise<Result>,
): Check {
  return {
    lane: 'sources',
    run: (context, mode) =>
      mode === 'check' && canCache(context.root)
        ? runTasks([`//#check:${name}`], context)
        : tool(context, mode),
  }
}

/** Runs tasks of turbo, each only when what it reads has changed. */
async function runTasks(tasks: string[], context: Context): Promise<Result> {
  const env = await environmentOfTools(context)
  const args = turboArguments({ tasks, packages: [], quiet: true })
  const { code, output } = await captureTool(toolPath('turbo'), args, { ...context, env })
  context.signal.throwIfAborted()
  return { ok: code === 0, output }
}

// oxlint looks for its type-aware half below the folder it checks.
const lintEnvironment = { OXLINT_TSGOLINT_PATH: toolPath('tsgolint') }

async function environmentOfTools(context: Context): Promise<NodeJS.ProcessEnv> {
  return { ...context.env, ...(await turboEnvironment(context)), ...lintEnvironment }
}

const tool =
  (name: string, args: string[], fixArgs = args) =>
  async (context: Context, mode: 'check' | 'fix'): Promise<Result> => {
    const env = { ...context.env, ...lintEnvironment }
    const chosen = mode === 'fix' ? fixArgs : args
    const { code, output } = await captureTool(toolPath(name), chosen, { ...context, env })
    return { ok: code === 0, output }
  }

async function checkLint(context: Context, mode: 'check' | 'fix'): Promise<Result> {
  if (mode === 'fix' || !canCache(context.root)) {
    return tool('oxlint', ['--deny-warnings'], ['--deny-warnings', '--fix'])(context, mode)
  }
  const { code, output } = await lintChanged({ ...context, env: await environmentOfTools(context) })
  return { ok: code === 0, output }
}

// The page runs in a browser: other libraries, and JSX.
const projects = ['tsconfig.json', 'packages/kit/web/page/tsconfig.json']

async function checkTypes(context: Context, mode: 'check' | 'fix'): Promise<Result> {
  const found = projects.filter((project) => existsSync(join(context.root, project)))
  const results = await Promise.all(
    found.map((project) => tool('tsc', ['-p', project])(context, mode)),
  )
  const output = results.map((result) => result.output).join('')
  return { ok: results.every(({ ok }) => ok), output }
}

const problems = (found: string[]): Result => ({ ok: found.length === 0, output: found.join('\n') })

function importsAndShape(find: (root: string) => string[]): Check {
  return { lane: 'sources', run: async ({ root }) => problems(find(root)) }
}

/** What `lab check` runs, and shows in this order. The scripts `check:…` of package.json say the same. */
export const checks: Record<string, Check> = {
  format: overSources('format', tool('oxfmt', ['--check', '.'], ['--write', '.'])),
  lint: { lane: 'sources', run: checkLint },
  types: overSources('types', checkTypes),
  imports: importsAndShape((root) => importProblems(workspacePackages(root))),
  shape: importsAndShape((root) => [
    ...workspacePackages(root)
      .filter((one) => one.kind !== 'kit')
      .flatMap(shapeProblems),
    ...orderProblems(workspaceConcepts(root)),
  ]),
  cards: { lane: 'sources', run: checkCards },
  unused: overSources('unused', tool('knip', ['--no-config-hints'])),
  katas: { lane: 'runs', run: checkKatas },
  readme: { lane: 'runs', run: checkReadmes },
  claims: { lane: 'runs', run: checkClaims },
  headline: { lane: 'runs', run: checkHeadlines },
}

async function checkCards({ root }: Context): Promise<Result> {
  const { loadDemo } = await import('@lab/stage')
  const { cardProblems } = await import('./ask/card-problems.ts')
  const concepts = workspaceConcepts(root)
  const scenes = new Map<string, string[]>()
  for (const concept of concepts) {
    const demo = await loadDemo(concept)
    scenes.set(
      concept.id,
      demo.scenes.map(({ id }) => id),
    )
  }
  return problems(
    concepts.flatMap((concept) =>
      cardProblems(concept, scenes).map((problem) => `${concept.id}: ${problem}`),
    ),
  )
}

async function checkClaims(context: Context): Promise<Result> {
  const { readClaims } = await import('./claims/read-claims.ts')
  const { claimProblems } = await import('./claims/claim-problems.ts')
  const claims = Map.groupBy(
    await readClaims(workspaceConcepts(context.root)),
    (one) => one.concept,
  )
  const concepts = workspaceConcepts(context.root).filter(({ id }) => claims.has(id))
  const find = await findRecordings(concepts, context)
  const found: string[] = []
  for (const { id, folder } of concepts) {
    const recording = await find({ id, folder })
    const own = claimProblems(claims.get(id)!, { folder, recording })
    found.push(...own.map((problem) => `${id}: ${problem}`))
  }
  return problems(found)
}

async function checkHeadlines(context: Context): Promise<Result> {
  const { headlineProblems } = await import('./headline-problems.ts')
  const concepts = workspaceConcepts(context.root)
  const find = await findRecordings(concepts, context)
  const found: string[] = []
  for (const { id, area, folder } of concepts) {
    const shape = area === 'demos' ? 'system' : 'concept'
    const own = headlineProblems(await find({ id, folder }), shape)
    found.push(...own.map((problem) => `${id}: ${problem}`))
  }
  return problems(found)
}

async function checkKatas(context: Context): Promise<Result> {
  const { findKatas } = await import('./find-katas.ts')
  const { katas, problems: found } = findKatas(context.root)
  if (found.length > 0) return problems(found)
  await requireYours(services, context.env)
  if (canCache(context.root)) return runTasks(['prove'], context)
  const { proveKatas } = await import('@lab/kata/prove')
  return problems(await proveKatas(katas, context.signal))
}

async function checkReadmes(context: Context, mode: 'check' | 'fix'): Promise<Result> {
  const files = await generateAll(context)
  if (mode === 'fix') writeGenerated(files)
  const stale = files.filter(({ upToDate }) => mode === 'check' && !upToDate)
  const names = stale.map(({ file }) => `${relative(context.root, file)} is out of date`)
  return problems(names.length > 0 ? [...names, 'Try: lab readme'] : [])
}
