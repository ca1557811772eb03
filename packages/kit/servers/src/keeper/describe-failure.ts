import { boundText } from '../bound-text.ts'
import { FolderRefusedError } from '../machine/folder-refused-error.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { Reply } from './protocol.ts'

// A tool's whole output may be in it, and a line of the keeper's socket has a bound.
const mostCharacters = 4_000

/** Says to a client why it does not get what it asked for. */
export function describeFailure(error: unknown): Reply {
  if (error instanceof ServerUnavailableError || error instanceof FolderRefusedError) {
    return { reply: 'failed', problem: error.problem, remedy: error.remedy }
  }
  console.log(error)
  return {
    reply: 'failed',
    problem: boundText(`Cannot start a server: ${String(error)}`, mostCharacters),
    remedy: 'look into keeper.log, in the folder that pnpm servers status shows',
  }
}
