import { chargeEachDelivery, commitAfterWork, commitBeforeWork, inbox } from '../src/index.ts'
import type { Charge, CommitOrder } from '../src/index.ts'

export interface CrashWay {
  order: CommitOrder
  charge: Charge
  claim: 'holds' | 'breaks'
}

export const crashWays = {
  'commit-before-work': { order: commitBeforeWork, charge: chargeEachDelivery, claim: 'breaks' },
  'commit-after-work': { order: commitAfterWork, charge: chargeEachDelivery, claim: 'breaks' },
  inbox: { order: commitAfterWork, charge: inbox, claim: 'holds' },
} as const satisfies Record<string, CrashWay>
