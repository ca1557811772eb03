// Looks at the first step, takes at the last.
// Breaks: between the two another saga takes it, and both have paid.
import type { Databases } from '../open-shop.ts'
import { pay } from './buy.ts'
import type { Answer } from './buy.ts'

export async function lookThenTake(databases: Databases, buyer: string): Promise<Answer> {
  const { rows } = await databases.inventory.query('select state from lamps where id = 1')
  if (rows[0].state !== 'free') return 'sold out'
  // RACE: another saga looks here, and finds it free, too.
  if (!(await pay(databases, buyer))) return 'card declined'
  await databases.inventory.query(`update lamps set state = 'sold' where id = 1`)
  return 'bought'
}
