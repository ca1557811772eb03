// Gives the client back after the last statement. A statement that fails jumps over that line: the
// client is lost to the pool, with its transaction still open.
import type { Order } from './answers-every-request.ts'
import { refusal, takeFromStock } from './take-from-stock.ts'

export const releaseAfterSuccess: Order = async (pool, customer, quantity) => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('insert into audit (customer) values ($1)', [customer])
    await takeFromStock(client, quantity)
    await client.query('commit')
    client.release()
    return 'ordered'
  } catch (error) {
    return refusal(error)
  }
}
