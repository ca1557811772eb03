import { expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import { listens } from './listens.ts'

it('a notification wakes the relay, and one that it missed does not come again', async () => {
  await using opened = await openShop()
  expect(await listens(opened, opened.db.connect)).toEqual({
    connected: 1,
    missed: 0,
    unpublished: 2,
  })
})
