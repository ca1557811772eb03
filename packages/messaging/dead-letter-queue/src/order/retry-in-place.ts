// Tries again before it reads on. The order stays, and every message of the partition waits, also
// those of other accounts.
import { processOrder } from '../process-order.ts'
import type { Retry } from './retry.ts'

const tries = 10

export const retryInPlace: Retry = {
  async consume({ bank, failures }, order) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await processOrder(bank, order, failures)
      } catch (error) {
        if (attempt === tries) throw error
      }
    }
  },
  retry: ({ bank, failures }, order) => processOrder(bank, order, failures),
}
