import { once } from 'node:events'
import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { MisuseError } from './misuse-error.ts'
import { webLab } from './web-lab.ts'

const help = `Usage: lab web [options]

Opens the lab as a page on this machine: demos played from the real servers, the map of all orders
of a race, and orders of your own.

  --port <number>  where to listen, on 127.0.0.1 (default: a free port)

Ends with Ctrl-C.
`

export const command: Command = { help, run }

async function run(args: string[], context: Context): Promise<number> {
  const { values } = parseArgs({ args, options: { port: { type: 'string' } } })
  const port = Number(values.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new MisuseError(`--port must be from 0 to 65535, received ${values.port}`)
  }
  const { startWeb } = await import('@lab/web')
  const { stdout, stderr, signal } = context
  await using web = await startWeb(webLab(context.root), {
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
