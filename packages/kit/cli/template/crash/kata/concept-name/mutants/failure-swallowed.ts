// Fails: fails when the bank fails, so that the refund is delivered again
// The handler returns, the offset is committed, and the refund is lost.
interface Delivery {
  refund: string
  customer: string
  offset: string
}

interface Bank {
  pay(refund: string, key?: string): Promise<void>
}

export async function pay({ refund }: Delivery, bank: Bank): Promise<void> {
  await bank.pay(refund, refund).catch(() => {})
}
