// PostgreSQL decodes its own log: each change of each committed transaction, in the order of the
// commits. Costs wal_level = logical, and a slot that keeps the log until its reader confirms.
import { turn } from '@lab/conductor'
import { createSlot, dropSlot } from '../slot.ts'
import { describeChange } from '../stream/describe-change.ts'
import { openStream } from '../stream/open-stream.ts'
import type { StartCapture } from './capture.ts'

const slot = 'capture'

export const logicalSlot: StartCapture = async ({ url, plain, outside }) => {
  await createSlot(plain, slot)
  const stream = await openStream({ url, plain, slot })
  return {
    async look(tell) {
      await turn('reads the slot to its end')
      const { transactions } = await outside(stream.drain)
      tell(transactions.flatMap(({ changes }) => changes.map(describeChange)))
    },
    async [Symbol.asyncDispose]() {
      await stream[Symbol.asyncDispose]()
      await dropSlot(plain, slot)
    },
  }
}
