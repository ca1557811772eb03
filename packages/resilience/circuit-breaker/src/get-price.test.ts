import { describe, expect, it } from 'vitest'
import { createGetPrice, isAnswer } from './get-price.ts'

const responds = (status: number, body = '') =>
  createGetPrice(async () => new Response(body, { status }))

describe('createGetPrice', () => {
  it('gives the price of a good answer', async () => {
    expect(await responds(200, '20')()).toBe(20)
  })

  it('throws when the status is not good, which fetch does not', async () => {
    await expect(responds(500)()).rejects.toThrow(
      'Cannot get price: status must be 200, received 500',
    )
  })
})

describe('isAnswer', () => {
  it('is a 404, and neither a 500 nor a lost connection', async () => {
    const error = (status: number) => responds(status)().catch((thrown: unknown) => thrown)
    expect([isAnswer(await error(404)), isAnswer(await error(500))]).toEqual([true, false])
    expect(isAnswer(new TypeError('fetch failed'))).toBe(false)
  })
})
