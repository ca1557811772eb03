import type { Claim } from '@lab/stage'
import {
  commitEach,
  decisionInTheLog,
  openServer,
  prepareWithoutLog,
  wholeAfterEveryCrash,
} from '../src/index.ts'
import type { CrashReport, KillableServer, Transfer } from '../src/index.ts'

export const transfers = {
  'commit-each': { transfer: commitEach, claim: 'breaks' },
  'prepare-without-log': { transfer: prepareWithoutLog, claim: 'breaks' },
  'decision-in-the-log': { transfer: decisionInTheLog, claim: 'holds' },
} as const satisfies Record<string, { transfer: Transfer; claim: Claim }>

export type TransferWay = keyof typeof transfers

/** Opens a server when a scene needs it, and kills it once for all ways. */
export function oneCrash() {
  let server: Promise<KillableServer> | undefined
  let reports: Promise<CrashReport[]> | undefined
  const open = () => (server ??= openServer())
  const crash = async () => {
    const ways = Object.values(transfers).map(({ transfer }) => transfer)
    return wholeAfterEveryCrash(await open(), ways)
  }
  return {
    open,
    async report(way: TransferWay): Promise<CrashReport> {
      reports ??= crash()
      return (await reports)[Object.keys(transfers).indexOf(way)]!
    },
    async [Symbol.asyncDispose]() {
      await (await server)?.[Symbol.asyncDispose]()
    },
  }
}
