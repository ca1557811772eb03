import { existsSync, readdirSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { basename, dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MisuseError } from '../misuse-error.ts'
import { didYouMean } from '../nearest-name.ts'

/**
 * Imports a person's file, wherever it lies. `@lab/conductor` need not be installed beside it.
 *
 * @throws {MisuseError} If there is no such file, or Node cannot read it or what it imports.
 */
export async function importFile(file: string): Promise<Record<string, unknown>> {
  requireFile(file)
  registerHooks({ resolve: resolveLab })
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>
  } catch (error) {
    throw unreadable(file, error as NodeJS.ErrnoException) ?? error
  }
}

function requireFile(file: string): void {
  if (existsSync(file)) {
    if (statSync(file).isFile()) return
    throw new MisuseError(`Cannot run races of ${file}: it must be a file`)
  }
  const folder = dirname(file)
  const names = existsSync(folder) ? readdirSync(folder) : []
  throw new MisuseError(
    `Cannot run races of ${file}: there is no such file.${didYouMean(basename(file), names)}`,
  )
}

type Resolve = Parameters<typeof registerHooks>[0]['resolve']

/** What is not found from a file outside of the workspace is looked for from here. */
const resolveLab: Resolve = (specifier, context, next) => {
  try {
    return next(specifier, context)
  } catch (error) {
    if (!specifier.startsWith('@lab/')) throw error
    return next(specifier, { ...context, parentURL: import.meta.url })
  }
}

function unreadable(file: string, error: NodeJS.ErrnoException): MisuseError | undefined {
  const { name, message, code, stack = '' } = error
  if (name === 'SyntaxError') {
    // Node writes the place before the message.
    const [first = ''] = stack.split('\n')
    const place = /^(?:file:\/\/)?(\/.*:\d+)$/.exec(first)?.[1] ?? file
    return new MisuseError(`Cannot read ${place}: ${message}`, { cause: error })
  }
  if (code === 'ERR_MODULE_NOT_FOUND') {
    const remedy = message.startsWith('Cannot find package')
      ? 'npm install it in the folder of that file'
      : "the file's name with its ending, as Node needs it: './buy.ts'"
    return new MisuseError(`${message}\nTry: ${remedy}`, { cause: error })
  }
  return undefined
}
