// Notes the refund, then pays it, and skips what is noted. A consumer that dies between the two
// leaves a note of a payment that was never made: at most once.
import type { Notes } from './notes.ts'
import type { Delivery } from './pays-each-refund-once.ts'
import type { Bank } from './bank.ts'

export async function noteThenPay({ refund }: Delivery, bank: Bank, notes: Notes): Promise<void> {
  if (await notes.has(refund)) return
  await notes.add(refund)
  await bank.pay(refund)
}
