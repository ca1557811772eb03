import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { generateAll, generateLists, writeGenerated } from './generate-readme.ts'
import { requireConcept } from './workspace-concepts.ts'

const help = `Usage: lab readme [concept]... [--check]

Runs the demos and writes what they show into the READMEs, between these lines:

  <!-- lab:demo scene=row-lock -->        the transcript of a scene
  <!-- lab:picture concept=row-locks scene=row-lock -->   a picture of it, in docs/
  <!-- lab:picture scene=row-lock map=row-lock/twoBuyers -->   the map of a race's orders
  <!-- lab:claims -->                     what of claims.ts is false or depends
  <!-- lab:listing file=src/row-lock.ts from=rowLock -->   a function or lines of a file (from, to)
  <!-- lab:concepts -->                   the list of concepts, in the top README

each closed by <!-- /lab:demo --> and so on; the whole run into docs/run.md, what the page's
list shows of it into docs/headline.json, and all claims into docs/claims.md. Without a concept: all of them, and the
pictures of the top README.
With the word measured in the opening line, --check does not compare numbers.

  --check  write nothing; exit code 1 when a README is out of date
`

export const command: Command = { help, run }

async function run(args: string[], context: Context): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { check: { type: 'boolean', default: false } },
  })
  const folders = positionals.map((id) => requireConcept(context.root, id).folder)
  const files =
    folders.length > 0
      ? // The lists name its title and its claims, too.
        [...(await generateAll(context, folders)), ...(await generateLists(context.root))]
      : await generateAll(context)
  const changed = values.check ? files.filter(({ upToDate }) => !upToDate) : writeGenerated(files)
  for (const { file } of changed) {
    context.stdout.write(
      `${relative(context.root, file)} ${values.check ? 'is out of date' : 'written'}\n`,
    )
  }
  if (changed.length > 0 && values.check) context.stdout.write('Try: lab readme\n')
  if (changed.length === 0) context.stdout.write('Every README is up to date.\n')
  return values.check && changed.length > 0 ? 1 : 0
}
