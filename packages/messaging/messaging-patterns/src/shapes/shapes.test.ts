import { redis } from '@lab/servers/redis'
import { expect, it } from 'vitest'
import { competing, fanOut, priority } from './shapes.ts'

it('gives each message to one member of a group, and to every group', async () => {
  await using space = await redis()
  const client = space.client()
  expect((await competing(client)).readers).toEqual([
    { reader: 'first', messages: 3 },
    { reader: 'second', messages: 3 },
  ])
  expect((await fanOut(client)).readers).toEqual([
    { reader: 'mail', messages: 6 },
    { reader: 'search', messages: 6 },
  ])
})

it('lets urgent messages starve the others, unless these have turns of their own', async () => {
  await using space = await redis()
  const client = space.client()
  expect((await priority(client)).readers).toEqual([
    { reader: 'urgent', messages: 10 },
    { reader: 'other', messages: 0 },
  ])
  expect((await priority(client, 5)).readers).toEqual([
    { reader: 'urgent', messages: 8 },
    { reader: 'other', messages: 2 },
  ])
})
