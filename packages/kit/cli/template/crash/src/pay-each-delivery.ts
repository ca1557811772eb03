// Pays whatever is delivered. A consumer that dies before it commits the offset gets the record
// again, and pays it again: at least once.
import type { Delivery } from './pays-each-refund-once.ts'
import type { Bank } from './bank.ts'

export async function payEachDelivery({ refund }: Delivery, bank: Bank): Promise<void> {
  await bank.pay(refund)
}
