// Takes note of the command and does it, in one transaction. A command that comes again is
// answered as the first time, and nothing happens. A command that fails leaves no note.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Databases } from '../open-shop.ts'
import type { Outcome } from '../saga/next-of.ts'
import { BankUnavailableError } from './bank-unavailable-error.ts'
import { ownerOf } from './effects.ts'
import type { CommandName, Effect, Effects } from './effects.ts'

export async function answerOnce(
  databases: Databases,
  effects: Effects,
  orderId: string,
  command: string,
): Promise<Outcome> {
  // `refund 2` is a command of its own. It does no harm: an undo takes back what it finds.
  const name = command.split(' ')[0] as CommandName
  try {
    return await noteAndDo(
      databases[ownerOf[name]],
      effects[name],
      orderId,
      `${orderId} ${command}`,
    )
  } catch (error) {
    if (error instanceof BankUnavailableError) return 'failed'
    throw error
  }
}

function noteAndDo(pool: Pool, effect: Effect, orderId: string, id: string): Promise<Outcome> {
  return inTransaction(pool, async (client) => {
    // BLOCKS: behind another delivery of the command, until its transaction ends.
    const { rowCount } = await client.query(
      'insert into inbox (id) values ($1) on conflict do nothing',
      [id],
    )
    if (rowCount === 0) {
      const { rows } = await client.query('select answer from inbox where id = $1', [id])
      return rows[0].answer
    }
    if (await effect(client, orderId)) return 'done'
    await client.query(`update inbox set answer = 'refused' where id = $1`, [id])
    return 'refused'
  })
}
