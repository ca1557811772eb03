export type { Shop } from './open-shop.ts'
export { openShop } from './open-shop.ts'
