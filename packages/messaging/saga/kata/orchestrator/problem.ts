import type { Pool } from 'pg'

type Ask = (orderId: string) => Promise<'done' | 'refused'>

export interface Services {
  reserve: Ask
  charge: Ask
  ship: Ask
  refund: Ask
  release: Ask
}

export async function runOrder(
  pool: Pool,
  orderId: string,
  services: Services,
): Promise<'complete' | 'compensated'> {
  const { reserve, charge, ship, refund, release } = services
  const end = async (status: 'complete' | 'compensated') => {
    await pool.query('update orders set status = $2 where id = $1', [orderId, status])
    return status
  }
  if ((await reserve(orderId)) === 'refused') return end('compensated')
  if ((await charge(orderId)) === 'refused') {
    await release(orderId)
    return end('compensated')
  }
  if ((await ship(orderId)) === 'refused') {
    await refund(orderId)
    await release(orderId)
    return end('compensated')
  }
  return end('complete')
}
