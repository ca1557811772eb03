import type { DedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { Claim } from '@lab/stage'
import {
  asynchronousCommit,
  oneStatement,
  oneTransaction,
  survivesEveryCrash,
  twoStatements,
  undoInCatch,
} from '../src/index.ts'
import type { CrashReport, Transfer } from '../src/index.ts'

export const transfers = {
  'two-statements': [twoStatements, 'breaks', 'a crash in between loses money'],
  'undo-in-catch': [undoInCatch, 'breaks', 'the undo needs the server that failed'],
  'one-statement': [oneStatement, 'holds', 'all must fit into one statement'],
  'one-transaction': [
    oneTransaction,
    'holds',
    'two more round trips, rows locked until the commit',
  ],
  // The last one, so that no later commit takes its log to the disk.
  'asynchronous-commit': [asynchronousCommit, 'breaks', 'a crash takes back what was acknowledged'],
} as const satisfies Record<string, readonly [Transfer, Claim, price: string]>

export type TransferWay = keyof typeof transfers

/** Kills a server once, at every point of every way; the scenes look at what is there afterwards. */
export function oneCrash(server: DedicatedPostgres) {
  let reports: Promise<Map<string, CrashReport>> | undefined
  const crash = async () => {
    // The log writer of a server that has just started does not wake for ten seconds.
    await server.restart()
    const all = Object.entries(transfers)
    const found = await survivesEveryCrash(
      server,
      all.map(([, [transfer]]) => transfer),
    )
    return new Map(all.map(([way], number) => [way, found[number]!]))
  }
  return {
    async report(way: string): Promise<CrashReport> {
      reports ??= crash()
      return (await reports).get(way)!
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}
