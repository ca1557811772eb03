import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfiguration } from '../configuration.ts'
import { usualWays } from '../usual-ways.ts'
import { createPayments, ProviderError } from './create-payments.ts'
import { UnplannedAnswerError } from './payments.ts'

let status = 201
let body = ''
let url: string
const chunk = Buffer.alloc(1_000_000, '1')
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  const provider = await serveOnLoopback((request, response) => {
    if (request.url === '/elsewhere') response.writeHead(200).end('A page for people')
    else response.writeHead(status, { location: `${url}/elsewhere` }).end(body)
  })
  url = opened.use(provider).url
})
afterAll(() => opened.disposeAsync())

const configuration = (paymentsUrl = url) =>
  readConfiguration({
    DATABASE_URL: 'postgres://localhost/none',
    REDIS_URL: 'redis://localhost',
    KAFKA_BROKERS: 'localhost:1',
    PAYMENTS_URL: paymentsUrl,
    MAIL_URL: url,
    TOKEN_SECRET: 'a secret of 32 characters or more',
  })
const open = (paymentsUrl?: string) =>
  createPayments({ configuration: configuration(paymentsUrl), ways: usualWays })
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

  it.each([404, 400, 402, 201, 301, 302, 303, 307, 308])(
    'knows no meaning of %i to a refund',
    async (answer) => {
      using payments = open()
      status = answer
      await expect(payments.refund('a')).rejects.toThrow(`answered ${answer} to a refund`)
    },
  )

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
    for (status of [401, 403]) {
      const found = payments.find('a')
      await expect(found, 'it says nothing about the order').rejects.toBeInstanceOf(ProviderError)
    }
    ;[status, body] = [200, '{"orderId":"b","state":"charged","amountCents":100}']
    await expect(payments.find('a'), 'another order').rejects.toBeInstanceOf(UnplannedAnswerError)
  })

  it.each([503, 401, 403])(
    'leaves look-ups alone that are answered with %i, and charges on',
    async (answer) => {
      using payments = open()
      status = answer
      for (let count = 0; count < 11; count += 1) await expect(payments.find('a')).rejects.toThrow()
      await expect(payments.find('a')).rejects.toMatchObject({ code: 'EOPENBREAKER' })
      expect(payments.isOpen('look-ups')).toBe(true)
      expect(payments.isOpen()).toBe(false)
      ;[status, body] = [201, '']
      expect(await payments.charge(charge)).toBe('done')
    },
  )

  it('takes the answer to another order for none', async () => {
    using payments = open()
    ;[status, body] = [201, '{"orderId":"b"}']
    await expect(payments.charge(charge)).rejects.toThrow('answered for another order')
    ;[status, body] = [200, '{"orderId":"b"}']
    await expect(payments.refund('a')).rejects.toThrow('answered for another order')
    body = ''
  })

  it.each(['/v1', '/v1/'])('asks below the path of the provider, %s', async (path) => {
    const asked: (string | undefined)[] = []
    await using provider = await serveOnLoopback((request, response) => {
      asked.push(request.url)
      response.writeHead(201).end()
    })
    using payments = open(`${provider.url}${path}`)
    await payments.charge(charge)
    expect(asked).toEqual(['/v1/charges'])
  })

  it('reads no more of an answer than one can have', async () => {
    let sent = 0
    await using endless = await serveOnLoopback((_request, response) => {
      response.writeHead(201)
      const more = () => {
        while (sent < 200 && !response.destroyed) {
          sent += 1
          if (!response.write(chunk)) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    })
    using payments = open(endless.url)
    expect(await payments.charge(charge)).toBe('done')
    expect(sent).toBeLessThan(50)
  })
})
