import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfiguration } from '../configuration.ts'
import { usualWays } from '../usual-ways.ts'
import { createPayments } from './create-payments.ts'
import { UnplannedAnswerError } from './payments.ts'

let status = 201
let body = ''
let url: string
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  const provider = await serveOnLoopback((_request, response) => {
    response.writeHead(status).end(body)
  })
  url = opened.use(provider).url
})
afterAll(() => opened.disposeAsync())

const configuration = () =>
  readConfiguration({
    DATABASE_URL: 'postgres://localhost/none',
    REDIS_URL: 'redis://localhost',
    KAFKA_BROKERS: 'localhost:1',
    PAYMENTS_URL: url,
    MAIL_URL: url,
    TOKEN_SECRET: 'a secret of 32 characters or more',
  })
const open = () => createPayments({ configuration: configuration(), ways: usualWays })
const charge = { orderId: 'a', amountCents: 100, card: '4242' }

describe('createPayments', () => {
  it.each([
    ['a refused card', 402],
    ['an order that was cancelled', 409],
  ])('takes %s for an answer, however many come', async (_what, answer) => {
    using payments = open()
    status = answer
    for (let count = 0; count < 20; count += 1) {
      expect(await payments.charge(charge)).toBe('refused')
    }
    expect(payments.isOpen()).toBe(false)
  })

  it.each([400, 401, 404, 410, 422, 200, 302])(
    'knows no meaning of %i to a charge, and does not open for it',
    async (answer) => {
      using payments = open()
      status = answer
      for (let count = 0; count < 20; count += 1) {
        await expect(payments.charge(charge)).rejects.toBeInstanceOf(UnplannedAnswerError)
      }
      expect(payments.isOpen()).toBe(false)
    },
  )

  it.each([404, 400, 201])('knows no meaning of %i to a refund', async (answer) => {
    using payments = open()
    status = answer
    await expect(payments.refund('a')).rejects.toThrow(`answered ${answer} to a refund`)
  })

  it.each([500, 503, 429, 408])(
    'opens when it is answered with %i again and again',
    async (answer) => {
      using payments = open()
      status = answer
      for (let count = 0; count < 11; count += 1) {
        await expect(payments.charge(charge)).rejects.not.toBeInstanceOf(UnplannedAnswerError)
      }
      expect(payments.isOpen()).toBe(true)
    },
  )

  it('finds what is in the books, and what is not', async () => {
    using payments = open()
    ;[status, body] = [200, '{"orderId":"a","state":"charged","amountCents":100}']
    expect(await payments.find('a')).toEqual({ state: 'charged', amountCents: 100 })
    ;[status, body] = [404, '']
    expect(await payments.find('b')).toBeUndefined()
    ;[status, body] = [200, '<html>']
    await expect(payments.find('a')).rejects.toBeInstanceOf(UnplannedAnswerError)
  })
})
