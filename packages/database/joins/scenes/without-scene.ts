import { judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  findsWhoOrderedNothing,
  leftJoinIsNull,
  notExists,
  notIn,
  notInWithoutNull,
} from '../src/index.ts'
import type { World } from './report-scenes.ts'

const ways: { way: string; statement: string; claim: Claim; text: string }[] = [
  {
    way: 'not-in',
    statement: notIn,
    claim: 'breaks',
    text: 'Whether 3 is in (1, 2, null) is unknown, because null may be anything. The not of unknown is unknown too, and where keeps only what is true.',
  },
  {
    way: 'not-exists',
    statement: notExists,
    claim: 'holds',
    text: 'The subquery looks for an order of this customer. A null equals no customer. PostgreSQL plans it as an anti join: a join that keeps the rows without a partner.',
  },
  {
    way: 'left-join-is-null',
    statement: leftJoinIsNull,
    claim: 'holds',
    text: 'The same plan. The column that is compared with null must be one that is never null in the table itself.',
  },
  {
    way: 'not-in-without-null',
    statement: notInWithoutNull,
    claim: 'holds',
    text: 'The subquery leaves nulls out. Right as long as that condition is not forgotten, and no anti join.',
  },
]

export const withoutScene: Scene<World> = {
  id: 'without-an-order',
  title: 'Customers without an order',
  async play(stage, { db }) {
    await stage.say(
      'Barbara and Linus have no order. One order is of a guest: its customer_id is null.',
    )
    for (const { way, statement, claim, text } of ways) {
      const { names, violation } = await findsWhoOrderedNothing(db.pool, statement)
      const promise = 'the customers without an order are found'
      await judge(stage, { way, promise, claim, text }, violation, { found: names.length })
    }
  },
}
