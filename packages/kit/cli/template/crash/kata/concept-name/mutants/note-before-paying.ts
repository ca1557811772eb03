// Fails: pays a refund once, wherever the consumer dies
// The gap is on the other side of the work now: the refund is never paid.
interface Delivery {
  refund: string
  customer: string
  offset: string
}

interface Bank {
  pay(refund: string, key?: string): Promise<void>
}

interface Notes {
  has(refund: string): Promise<boolean>
  add(refund: string): Promise<void>
}

export async function pay({ refund }: Delivery, bank: Bank, notes: Notes): Promise<void> {
  if (await notes.has(refund)) return
  await notes.add(refund)
  await bank.pay(refund)
}
