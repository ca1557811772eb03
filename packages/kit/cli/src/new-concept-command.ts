import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { services } from '@lab/servers/services'
import { addServers } from './add-servers.ts'
import type { Command } from './command.ts'
import { placeholders, templateFiles, templateFolder } from './concept-template.ts'
import type { Context } from './context.ts'
import { generateAll, writeGenerated } from './generate-readme.ts'
import { MisuseError } from './misuse-error.ts'
import { didYouMean } from './nearest-name.ts'
import { captureTool } from './run-tool.ts'
import { areas, workspaceConcepts } from './workspace-concepts.ts'
import { workspacePackages } from './workspace-packages.ts'

const help = `Usage: lab new-concept <area>/<name> [--needs ${services.map(({ id }) => id).join(',')}]

Writes a concept package that runs, with one way that breaks and one that holds. Areas:
${areas.join(', ')}.
`

export const command: Command = { help, run }

async function run(args: string[], context: Context): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { needs: { type: 'string', default: '' } },
  })
  const { area, id } = parsePlace(positionals, context.root)
  const needs = parseNeeds(values.needs)
  const path = `packages/${area}/${id}`
  const folder = join(context.root, path)
  for (const [file, text] of Object.entries(conceptFiles(id, needs))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
    context.stdout.write(`${path}/${file}\n`)
  }
  if (existsSync(join(context.root, 'pnpm-workspace.yaml'))) {
    const { code, output } = await captureTool(
      'npx',
      ['--loglevel=error', '-y', 'pnpm@12', 'install', '--no-frozen-lockfile'],
      context,
    )
    if (code !== 0) {
      context.stderr.write(
        `${output}\nThe package is written, but not linked.\nTry: pnpm install\n`,
      )
      return 1
    }
  }
  // The template has no transcript: it comes from the first run.
  writeGenerated(await generateAll(context, [folder]))
  context.stdout.write(
    `\nNow: write title and question into ${path}/package.json, then\n  lab demo ${id}\n  lab test ${id}\n  lab check\n`,
  )
  return 0
}

function conceptFiles(id: string, needs: string[]): Record<string, string> {
  const files = Object.fromEntries(
    templateFiles().map((file) => [
      file,
      readFileSync(join(templateFolder, file), 'utf8').replaceAll(placeholders.id, id),
    ]),
  )
  return needs.length === 0 ? files : addServers(files, needs)
}

function parsePlace(positionals: string[], root: string): { area: string; id: string } {
  const place = positionals[0] ?? ''
  const [area = '', id, ...more] = place.split('/')
  if (positionals.length !== 1 || id === undefined || more.length > 0) {
    throw new MisuseError(
      `lab new-concept takes <area>/<name>, received "${positionals.join(' ')}"\nTry: lab new-concept database/row-locks`,
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
