// Fails: completes an order that no service refuses, at whichever step it dies
// Writes the note of a step first, so that it is not done twice. A crash in between leaves a note of what never happened.
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
  const note = (command: string, outcome: string) =>
    pool.query(
      `insert into saga_log (order_id, command, outcome) values ($1, $2, $3)
       on conflict (order_id, command) do update set outcome = excluded.outcome`,
      [orderId, command, outcome],
    )
  const ask = async (command: keyof Services) => {
    const { rows } = await pool.query(
      'select outcome from saga_log where order_id = $1 and command = $2',
      [orderId, command],
    )
    if (rows.length > 0) return rows[0].outcome
    const undo = command === 'refund' || command === 'release'
    if (!undo) await note(command, 'done')
    const outcome = await services[command](orderId)
    await note(command, outcome)
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
