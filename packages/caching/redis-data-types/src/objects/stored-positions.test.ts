import { expect, it } from 'vitest'
import { openRedis } from '../open-redis.ts'
import { nearestDrivers, storedPositions } from './stored-positions.ts'

it('stores a position in the score of a sorted set, and moves it by up to 0.31 m', async () => {
  await using space = await openRedis()
  const { type, worstMetres } = await storedPositions(space, 1_000)
  expect(type).toBe('zset')
  expect(worstMetres.toFixed(2)).toBe('0.31')
})

it('refuses a position nearer to a pole than 85.05 degrees', async () => {
  await using space = await openRedis()
  await expect(space.plain.geoadd('ships', 0, 86, 'ship')).rejects.toThrow(
    'invalid longitude,latitude pair',
  )
})

it('finds the drivers within two kilometres, the nearest first', async () => {
  await using space = await openRedis()
  expect(await nearestDrivers(space)).toEqual([
    { driver: 'ada', metres: 356 },
    { driver: 'bob', metres: 1021 },
  ])
})
