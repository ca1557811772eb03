// Looks at the stock in the first step and takes the lamp in the last one.
// Breaks: another saga takes it in between, and both customers have paid.
import type { Databases } from './open-databases.ts'
import { pay } from './buy.ts'
import type { Answer } from './buy.ts'

export async function lookThenTake(databases: Databases, buyer: string): Promise<Answer> {
  const { rows } = await databases.inventory.query('select state from lamps where id = 1')
  if (rows[0].state !== 'free') return 'sold out'
  // RACE: another saga looks here and finds the lamp free, too.
  if (!(await pay(databases, buyer))) return 'card declined'
  await databases.inventory.query(`update lamps set state = 'sold' where id = 1`)
  return 'bought'
}
