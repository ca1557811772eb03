import { isAbsolute, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getCallSites } from 'node:util'
import { currentActor } from './actor.ts'

const kit = fileURLToPath(new URL('../../../', import.meta.url))
const workspace = fileURLToPath(new URL('../../../../../', import.meta.url))
// A statement of a library comes from a few frames above its client's.
const frames = 16

/**
 * Says which line of the program is being run: the innermost one that is neither of a library nor
 * of the kit, as `packages/database/row-locks/src/last-ticket/row-lock.ts:11`. It sees callers of
 * this turn of the event loop only: behind an await there are none.
 */
export function callSite(): string | undefined {
  for (const { scriptName, lineNumber } of getCallSites(frames)) {
    const file = programFile(scriptName)
    if (file !== undefined) return `${file}:${lineNumber}`
  }
  return undefined
}

const known = new Map<string, string | undefined>()

/** The path to show for a script, or undefined if it is none of the program's. */
function programFile(scriptName: string): string | undefined {
  if (known.has(scriptName)) return known.get(scriptName)
  const file = scriptName.startsWith('file:') ? fileURLToPath(scriptName) : scriptName
  const shown = isProgram(file) ? shownPath(file) : undefined
  known.set(scriptName, shown)
  return shown
}

/** The same, in runs that show it: to look for it takes a tenth of a run's time. */
export function shownCallSite(): string | undefined {
  return currentActor()?.scope.wantsLines === true ? callSite() : undefined
}

/** Within the workspace from its top; else as it is. */
function shownPath(file: string): string {
  const path = relative(workspace, file)
  return (path.startsWith('..') ? file : path).replaceAll(sep, '/')
}

function isProgram(file: string): boolean {
  if (!isAbsolute(file) || file.includes(`${sep}node_modules${sep}`)) return false
  return !file.startsWith(kit) || /\.(test|fixture)\.ts$/.test(file)
}
