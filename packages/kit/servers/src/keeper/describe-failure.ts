import { boundText } from '../bound-text.ts'
import { isMendable } from '../is-mendable.ts'
import type { KeeperReply } from './protocol.ts'

// A tool's whole output may be in it, and a line of the keeper's socket has a bound.
const mostCharacters = 4_000

/** Says to a client why it does not get what it asked for. */
export function describeFailure(error: unknown): KeeperReply {
  if (isMendable(error)) {
    return { reply: 'failed', problem: error.problem, remedy: error.remedy }
  }
  console.log(error)
  return {
    reply: 'failed',
    problem: boundText(`Cannot start a server: ${String(error)}`, mostCharacters),
    remedy: 'look into keeper.log, in the folder that ./lab servers status shows',
  }
}
