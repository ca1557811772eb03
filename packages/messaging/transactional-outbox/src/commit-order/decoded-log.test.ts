import { expect, it } from 'vitest'
import { openShopAlone } from '../open-shop.ts'
import { decodedLog } from './decoded-log.ts'

it('the decoded log has both, in the order of their commits and not of their ids', async () => {
  await using opened = await openShopAlone()
  expect(await decodedLog(opened)).toEqual({ first: [2], ids: [2, 1] })
})
