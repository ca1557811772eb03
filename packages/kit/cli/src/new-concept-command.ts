import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { services } from '@lab/servers/services'
import type { Command } from './command.ts'
import { chooseTemplate, templateFiles } from './concept-template.ts'
import type { Context } from './context.ts'
import { generateAll, generateLists, writeGenerated } from './generate-readme.ts'
import { MisuseError } from './misuse-error.ts'
import { didYouMean } from './nearest-name.ts'
import { captureTool } from './run-tool.ts'
import { areas, workspaceConcepts } from './workspace-concepts.ts'
import { workspacePackages } from './workspace-packages.ts'

const help = `Usage: lab new-concept <area>/<name> --kind <kind> [--needs postgres,redis]

Writes a finished small concept of that kind, which passes lab check as it is: change one thing
after the other. Kinds:

  race         actors that interleave, explored in every order (postgres or redis)
  exchange     what passes between a client and an HTTP API, recorded on the wire
  measurement  rows and buffers against the size of a table, as a chart and a plan (postgres)
  crash        a consumer that dies at any of its steps (kafka)
  program      code alone: what a change costs in each shape of it

Areas: ${areas.join(', ')}.
`

export const command: Command = { help, run }

async function run(args: string[], context: Context): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      kind: { type: 'string', default: '' },
      needs: { type: 'string', default: '' },
    },
  })
  const { area, id } = parsePlace(positionals, context.root)
  const template = chooseTemplate(values.kind, parseNeeds(values.needs))
  const path = `packages/${area}/${id}`
  const folder = join(context.root, path)
  for (const [file, text] of Object.entries(templateFiles(template, id))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  context.stdout.write(`${path} written\n`)
  if (!(await installed(context))) return 1
  // What the template leaves out comes from a run here; then the lists of all concepts.
  writeGenerated(await generateAll(context, [folder]))
  writeGenerated(await generateLists(context.root))
  context.stdout.write(
    `\nIt passes every check as it is. Now:\n\n  lab demo ${id}\n  lab test ${id}\n  lab check\n\nThen give it a title and a question of its own, in ${path}/package.json and README.md.\nCONTRIBUTING.md says what to change next, step by step.\n`,
  )
  return 0
}

async function installed(context: Context): Promise<boolean> {
  if (!existsSync(join(context.root, 'pnpm-workspace.yaml'))) return true
  const { code, output } = await captureTool(
    'npx',
    ['--loglevel=error', '-y', 'pnpm@12', 'install', '--no-frozen-lockfile'],
    context,
  )
  if (code === 0) return true
  context.stderr.write(`${output}\nThe package is written, but not linked.\nTry: pnpm install\n`)
  return false
}

function parsePlace(positionals: string[], root: string): { area: string; id: string } {
  const place = positionals[0] ?? ''
  const [area = '', id, ...more] = place.split('/')
  if (positionals.length !== 1 || id === undefined || more.length > 0) {
    throw new MisuseError(
      `lab new-concept takes <area>/<name>, received "${positionals.join(' ')}"\nTry: lab new-concept database/row-locks --kind race`,
    )
  }
  if (!areas.includes(area)) {
    throw new MisuseError(
      `Unknown area "${area}".${didYouMean(area, areas)}\nThere are: ${areas.join(', ')}`,
    )
  }
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw new MisuseError(
      `Cannot make concept: name must be kebab-case, received "${id}"\nTry: lab new-concept ${area}/${kebab(id)}`,
    )
  }
  const taken =
    workspacePackages(root).find((one) => one.id === id || one.name === `@lab/${id}`)?.path ??
    workspaceConcepts(root).find((one) => one.id === id)?.folder ??
    (existsSync(join(root, 'packages', area, id)) ? `packages/${area}/${id}` : undefined)
  if (taken !== undefined)
    throw new MisuseError(
      `Cannot make concept: "${id}" exists already, in ${taken}\nTry: another name`,
    )
  return { area, id }
}

function kebab(name: string): string {
  const words =
    name
      .replace(/(?<=[a-z])[A-Z]/g, '-$&')
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-') ?? ''
  return /^[a-z]/.test(words) ? words : 'my-concept'
}

function parseNeeds(text: string): string[] {
  const needs = text.split(',').filter(Boolean)
  const known = services.map(({ id }) => id)
  const unknown = needs.find((need) => !known.includes(need))
  if (unknown === undefined) return [...new Set(needs)]
  throw new MisuseError(
    `Unknown server "${unknown}".${didYouMean(unknown, known)}\nThere are: ${known.join(', ')}`,
  )
}
