export type { Shop } from './shop.ts'
export { openShop } from './open-shop.ts'
