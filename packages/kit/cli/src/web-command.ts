import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { findRecordings } from './find-recordings.ts'
import type { RecordableConcept } from './find-recordings.ts'
import { MisuseError } from './misuse-error.ts'
import { readNumber } from './read-number.ts'
import { typedIn } from './typed-in.ts'
import { webLab } from './web-lab.ts'
import { requireConcept } from './workspace-concepts.ts'

const help = `Usage: lab web [options]

Opens the lab as a page on this machine: demos played from the real servers, the map of all orders
of a race, and orders of your own.

  --port <number>    where to listen, on 127.0.0.1 (default: a free port)
  --export <folder>  write the page with recorded runs instead, as files that need no server, to a
                     new or an empty folder
  --concept <id>     with --export: this concept only; may be given more than once

Ends with Ctrl-C.
`

export const command: Command = { help, run }

const ports = { name: '--port', from: 0, to: 65_535, remedy: '--port 8080, or no --port' }

async function run(args: string[], context: Context): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      export: { type: 'string' },
      concept: { type: 'string', multiple: true, default: [] },
    },
  })
  if (values.export !== undefined) return exportPage(values.export, values.concept, context)
  if (values.concept.length > 0) throw new MisuseError('--concept says what --export records')
  const port = values.port === undefined ? 0 : readNumber(values.port, ports)
  const { startWeb } = await import('@lab/web')
  const { stdout, stderr, signal } = context
  await using web = await startWeb(webLab(context.root, context.env), {
    port,
    onProgress: (text) => void stderr.write(`${text}\n`),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new MisuseError(
      `Cannot listen on port ${port}: it is taken\nTry: another --port, or none`,
    )
  })
  stdout.write(`${web.url}\nOnly this machine can open it. Ctrl-C ends it.\n`)
  if (!signal.aborted) await once(signal, 'abort')
  return 0
}

async function exportPage(asked: string, ids: string[], context: Context): Promise<number> {
  const { root, stderr, stdout, signal, env } = context
  if (asked === '') {
    throw new MisuseError(
      "Cannot export: --export must be a folder, received ''\nTry: lab web --export site",
    )
  }
  const folder = resolve(typedIn(env, 'web'), asked)
  for (const id of ids) requireConcept(root, id)
  const lab = webLab(root)
  const concepts = lab.concepts.filter(({ id }) => ids.length === 0 || ids.includes(id))
  const { exportSite, SiteFolderError } = await import('@lab/web')
  const onProgress = (text: string) => void stderr.write(`${text}\n`)
  const options = {
    signal,
    onProgress,
    record: (shown: readonly RecordableConcept[]) => findRecordings(shown, context),
  }
  await exportSite({ ...lab, concepts }, folder, options).catch((error: unknown) => {
    throw error instanceof SiteFolderError ? new MisuseError(error.message) : error
  })
  stdout.write(`${join(folder, 'index.html')} opens in a browser; any static host can serve it.\n`)
  return 0
}
