// Marks the lamp as pending until the saga has ended: a semantic lock. No database lock is held.
// Costs a state that every reader must know, and an answer that is neither yes nor no.
import type { Databases } from './open-databases.ts'
import { pay } from './buy.ts'
import type { Answer } from './buy.ts'

export async function pendingMark(databases: Databases, buyer: string): Promise<Answer> {
  const { inventory } = databases
  const { rowCount } = await inventory.query(
    `update lamps set state = 'pending' where id = 1 and state = 'free'`,
  )
  if (rowCount === 0) {
    const { rows } = await inventory.query('select state from lamps where id = 1')
    return rows[0].state === 'sold' ? 'sold out' : 'ask again'
  }
  const paid = await pay(databases, buyer)
  await inventory.query('update lamps set state = $1 where id = 1', [paid ? 'sold' : 'free'])
  return paid ? 'bought' : 'card declined'
}
