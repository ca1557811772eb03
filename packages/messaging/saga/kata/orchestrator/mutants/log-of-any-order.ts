// Fails: goes by its own order, and leaves others as they are
// Looks for the command only, and takes the answer that another order got for its own.
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
  const ask = async (command: keyof Services) => {
    const { rows } = await pool.query('select outcome from saga_log where command = $1', [command])
    if (rows.length > 0) return rows[0].outcome
    const outcome = await services[command](orderId)
    await pool.query('insert into saga_log (order_id, command, outcome) values ($1, $2, $3)', [
      orderId,
      command,
      outcome,
    ])
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
