import { lookup } from 'node:dns/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { createClient } from '../http/client.fixture.ts'
import { startApi } from '../http/start-api.ts'
import { openTestShop, withoutLimits } from '../open-test-shop.fixture.ts'

let order: string[]
beforeEach(() => void (order = []))
const note = async <Result>(name: string, asked: Promise<Result>): Promise<Result> => {
  const result = await asked
  order.push(name)
  return result
}

const manyLogIns = 50

describe('50 log-ins at once', () => {
  it('let look-ups of names, new connections and other routes pass', async () => {
    await using shop = await openTestShop({ BCRYPT_COST: '9' }, withoutLimits)
    await using api = await startApi(shop)
    const { ask, register } = createClient(api.url)
    const { email } = await register('buyer')
    const body = { email, password: 'correct horse' }
    const logIns = Array.from({ length: manyLogIns }, () =>
      note('log-in', ask('POST /sessions', { body })),
    )
    // All have come by now.
    await Promise.race(logIns)
    const others = [
      note('look-up', lookup('localhost')),
      note('events', ask('GET /events')),
      note('ready', ask('GET /health/ready')),
    ]
    for (const answer of await Promise.all(logIns)) expect(answer.status).toBe(201)
    await Promise.all(others)
    const before = (name: string) => order.slice(0, order.indexOf(name)).filter(isLogIn).length
    expect(before('look-up')).toBeLessThan(manyLogIns / 2)
    expect(before('events')).toBeLessThan(manyLogIns / 2)
    expect(before('ready')).toBeLessThan(manyLogIns / 2)
  })

  it('are told to come again when too many wait, and the others are served', async () => {
    const few = { BCRYPT_COST: '10', HASHES_AT_ONCE: '1', HASHES_WAITING: '4' }
    await using shop = await openTestShop(few, withoutLimits)
    await using api = await startApi(shop)
    const { ask, register } = createClient(api.url)
    const { email } = await register('buyer')
    const body = { email, password: 'correct horse' }
    const answers = await Promise.all(
      Array.from({ length: manyLogIns }, () => ask('POST /sessions', { body })),
    )
    const served = answers.filter(({ status }) => status === 201)
    const refused = answers.filter(({ status }) => status === 503)
    expect(served.length).toBeGreaterThanOrEqual(5)
    expect(refused.length).toBe(manyLogIns - served.length)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]!.headers.get('retry-after')).toBe('1')
    expect(await ask('GET /health/ready'), 'no write has failed').toMatchObject({ status: 200 })
  })
})

const isLogIn = (name: string) => name === 'log-in'
