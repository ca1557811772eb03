// Fails: pays a refund once, wherever the consumer dies
// Both at once are still two steps, and a crash gets in between.
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
  await Promise.all([notes.add(refund), bank.pay(refund)])
}
