interface Delivery {
  refund: string
  customer: string
  offset: string
}

interface Bank {
  pay(refund: string, key?: string): Promise<void>
}

export async function pay({ refund }: Delivery, bank: Bank): Promise<void> {
  // The bank does the work, so the bank decides whether it was done.
  await bank.pay(refund, refund)
}
