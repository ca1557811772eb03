import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'read-then-write breaks',
    'row-lock holds',
    'row-lock-nowait holds',
    'atomic-update holds',
    'version-check holds',
    'serializable-retry holds',
    'advisory-lock holds',
    'lock-then-insert breaks',
    'unique-constraint holds',
    'read-then-write breaks',
    'row-lock holds',
    'row-lock-nowait holds',
    'atomic-update holds',
    'row-lock holds',
  ])
  expect(verdicts[0]!.numbers).toMatchObject({ twoBuyersOrders: 92, twoBuyersBroken: 80 })
  const listings = events.flatMap((event) => (event.type === 'listing' ? event : []))
  const changed = listings.flatMap(({ lines }) =>
    lines.flatMap(({ mark, text }) =>
      mark === 'added' || mark === 'removed' ? [`${mark} ${text}`] : [],
    ),
  )
  expect(changed).toEqual([
    "removed     const { rows } = await client.query('select remaining from tickets where id = 1')",
    'added     // BLOCKS: until the buyer who holds the row commits or rolls back.',
    "added     const { rows } = await client.query('select remaining from tickets where id = 1 for update')",
    'removed     // RACE: another buyer reads the same number here.',
  ])
  const waiting = events.flatMap((event) => (event.type === 'blocked' ? event.statement : []))
  expect(waiting).toContain('select remaining from tickets where id = 1 for update')
})
