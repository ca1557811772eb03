// Fails: asks at most one service again after a restart
// Services do nothing twice, so it only notes refusals and what it takes back, and begins with the first one.
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
  const order = await pool.query('select status from orders where id = $1', [orderId])
  if (order.rows[0].status !== 'pending') return order.rows[0].status
  const ask = async (command: keyof Services) => {
    const { rows } = await pool.query(
      'select outcome from saga_log where order_id = $1 and command = $2',
      [orderId, command],
    )
    if (rows.length > 0) return rows[0].outcome
    const outcome = await services[command](orderId)
    if (outcome === 'refused' || command === 'refund' || command === 'release') {
      await pool.query('insert into saga_log (order_id, command, outcome) values ($1, $2, $3)', [
        orderId,
        command,
        outcome,
      ])
    }
    return outcome
  }
  const end = async (status: 'complete' | 'compensated') => {
    await pool.query('update orders set status = $2 where id = $1', [orderId, status])
    return status
  }
  const undos: (keyof Services)[] = []
  for (const [step, undo] of [
    ['reserve', 'release'],
    ['charge', 'refund'],
    ['ship', undefined],
  ] as const) {
    if ((await ask(step)) === 'refused') {
      for (const each of undos.toReversed()) await ask(each)
      return end('compensated')
    }
    if (undo !== undefined) undos.push(undo)
  }
  return end('complete')
}
