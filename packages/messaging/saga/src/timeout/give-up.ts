import type { Shop } from '../open-shop.ts'

/** One way to go on when no reply to `charge` has come in time. */
export type GiveUp = (shop: Shop, orderId: string) => Promise<unknown>
