// Fails: pays two refunds of one customer
// A key that is too wide: the second refund counts as paid.
interface Delivery {
  refund: string
  customer: string
  offset: string
}

interface Bank {
  pay(refund: string, key?: string): Promise<void>
}

export async function pay({ refund, customer }: Delivery, bank: Bank): Promise<void> {
  await bank.pay(refund, customer)
}
