// Every read asks the database: what the strategies are measured against.
import { selectPrice, updatePrice } from './database.ts'
import type { OpenPrices } from './price-store.ts'

export const noCache: OpenPrices = ({ pool }) => ({
  readPrice: (id) => selectPrice(pool, id),
  writePrice: (id, price) => updatePrice(pool, id, price),
})
