// Takes the lamp in the first step and puts it back when a later step is refused.
// Breaks: another saga sees it as sold in between, and its customer is sent away.
import type { Databases } from './open-databases.ts'
import { pay } from './buy.ts'
import type { Answer } from './buy.ts'

export async function takeAtOnce(databases: Databases, buyer: string): Promise<Answer> {
  const { inventory } = databases
  const { rowCount } = await inventory.query(
    `update lamps set state = 'sold' where id = 1 and state = 'free'`,
  )
  if (rowCount === 0) return 'sold out'
  // RACE: another saga is told that it is sold out. This one may put it back.
  if (await pay(databases, buyer)) return 'bought'
  await inventory.query(`update lamps set state = 'free' where id = 1`)
  return 'card declined'
}
