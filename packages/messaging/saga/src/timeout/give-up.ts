import type { Shop } from '../open-shop.ts'

/** One way to go on when nobody has answered `charge` in time. */
export type GiveUp = (shop: Shop, orderId: string) => Promise<unknown>
