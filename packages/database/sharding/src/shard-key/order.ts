/** An order as it is written, with what a shard key can be made of. */
export interface Order {
  id: string
  customer: string
  country: string
  /** Its day, from 0: the last one is today. */
  day: number
}

export const celebrity = 'customer-0'
const days = 4
const perDay = 250

/** 1,000 orders of four days. The celebrity has four of ten, and seven of ten are from one country. */
export const orders: Order[] = Array.from({ length: days * perDay }, (_, number) => {
  const customer = number % 10 < 4 ? 0 : 1 + ((number * 7) % 120)
  return {
    id: `order-${number}`,
    customer: `customer-${customer}`,
    country: number % 10 < 7 ? 'DE' : ['FR', 'IT', 'ES'][number % 3]!,
    day: Math.floor(number / perDay),
  }
})

/** Places orders on four shards. */
export interface ShardKey {
  shardOf(order: Order): string
  /** Which shards may have an order of this customer. */
  shardsOfCustomer(customer: string): readonly string[]
}
