import { expect, it } from 'vitest'
import { openRedis } from '../open-redis.ts'
import { eventsOfAReconnect, runsByPubSub } from './pub-sub.ts'

it('loses the job in 2 of 4 deaths of the worker that listens', async () => {
  await using space = await openRedis()
  expect(await runsByPubSub(space)).toEqual([1, 0, 0, 1])
})

it('misses the event that is sent while its subscriber is away; a stream has it', async () => {
  await using space = await openRedis()
  expect(await eventsOfAReconnect(space)).toEqual([
    { name: 'event 1', receivers: 1, isHeard: true, isRead: true },
    { name: 'event 2', receivers: 0, isHeard: false, isRead: true },
    { name: 'event 3', receivers: 1, isHeard: true, isRead: true },
  ])
})
