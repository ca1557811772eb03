// Gives the client back in finally, so that none is lost. Nothing ends the transaction that failed:
// the next request gets the client in the middle of it, and its statements are refused (25P02).
import type { Order } from './answers-every-request.ts'
import { refusal, takeFromStock } from './take-from-stock.ts'

export const releaseWithoutRollback: Order = async (pool, customer, quantity) => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('insert into audit (customer) values ($1)', [customer])
    await takeFromStock(client, quantity)
    await client.query('commit')
    return 'ordered'
  } catch (error) {
    return refusal(error)
  } finally {
    client.release()
  }
}
