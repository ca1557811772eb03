import type { Shop } from '../open-shop.ts'

/** One way to store an order and to tell others of it. */
export interface PlaceOrder {
  place(shop: Shop, order: string): Promise<void>
  /** Publishes what is to be published; undefined where `place` does it. */
  relay?(shop: Shop): Promise<void>
}

export const insertOrder = `insert into orders (id, customer) values ($1, 'alice')`
