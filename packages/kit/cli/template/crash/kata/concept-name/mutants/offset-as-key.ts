// Fails: pays a refund once that the producer has sent twice
// The offset names a place in the log, not a refund.
interface Delivery {
  refund: string
  customer: string
  offset: string
}

interface Bank {
  pay(refund: string, key?: string): Promise<void>
}

export async function pay({ refund, offset }: Delivery, bank: Bank): Promise<void> {
  await bank.pay(refund, offset)
}
