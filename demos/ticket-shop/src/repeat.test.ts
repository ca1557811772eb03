import { expect, it } from 'vitest'
import { repeat } from './repeat.ts'

it('ends the work that is under way before it is disposed, and begins no other', async () => {
  const held = Promise.withResolvers<void>()
  const happened: string[] = []
  const repeating = repeat(async () => {
    happened.push('begins')
    await held.promise
    happened.push('ends')
  })
  const disposing = repeating[Symbol.asyncDispose]().then(() => happened.push('disposed'))
  held.resolve()
  await disposing
  expect(happened).toEqual(['begins', 'ends', 'disposed'])
})
