import { expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import { whatAMessageCosts } from './what-a-message-costs.ts'

it('takes three commands through Redis, and four statements through a table', async () => {
  await using world = await openStores()
  expect(await whatAMessageCosts(world)).toEqual([
    { way: 'Redis list', requests: ['rpush', 'blmove', 'lrem'] },
    { way: 'Redis stream', requests: ['xadd', 'xreadgroup', 'xack'] },
    { way: 'PostgreSQL table', requests: ['insert', 'begin', 'delete', 'commit'] },
  ])
})
