import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../http/client.fixture.ts'
import type { Client } from '../http/client.fixture.ts'
import { startApi } from '../http/start-api.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'

let shop: TestShop
let client: Client
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  shop = opened.use(await openTestShop())
  client = createClient(opened.use(await startApi(shop)).url)
})
afterAll(() => opened.disposeAsync())

const alice = { email: 'alice@example.com', password: 'correct horse', role: 'buyer' }

describe('POST /accounts', () => {
  it('opens an account, logged in, and keeps neither password nor token', async () => {
    const reply = await client.ask('POST /accounts', {
      body: { ...alice, email: '  Alice@Example.COM ' },
    })
    expect(reply).toMatchObject({
      status: 201,
      body: {
        account: { email: 'alice@example.com', role: 'buyer', plan: 'standard' },
        tokens: { expiresInSeconds: 900 },
      },
    })
    const { rows } = await shop.pool.query(
      `select to_jsonb(accounts)::text || to_jsonb(refresh_tokens)::text as text
       from accounts join refresh_tokens on account_id = accounts.id`,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0].text).not.toContain('correct horse')
    const { tokens } = reply.body as { tokens: { refreshToken: string } }
    expect(rows[0].text).not.toContain(tokens.refreshToken)
    expect(rows[0].text).not.toContain(Buffer.from(tokens.refreshToken).toString('hex'))
  })

  it('opens no second account for an email, however it is written', async () => {
    const reply = await client.ask('POST /accounts', {
      body: { ...alice, email: 'ALICE@example.com' },
    })
    expect(reply).toMatchObject({
      status: 409,
      body: { title: 'There is an account with this email' },
    })
  })

  it('opens one account when the same email comes twice at once', async () => {
    const twice = { body: { ...alice, email: 'twice@example.com' } }
    const replies = await Promise.all([1, 2, 3].map(() => client.ask('POST /accounts', twice)))
    expect(replies.map(({ status }) => String(status)).toSorted()).toEqual(['201', '409', '409'])
  })

  it('lets no account choose its plan', async () => {
    const reply = await client.ask('POST /accounts', {
      body: { ...alice, email: 'rich@example.com', plan: 'premium' },
    })
    expect(reply).toMatchObject({
      status: 400,
      body: { errors: [{ in: 'body', pointer: '#/plan', detail: 'Nothing has this name' }] },
    })
  })
})

describe('POST /sessions', () => {
  it('logs in who knows the password, and answers others alike', async () => {
    const ask = async (email: string, password: string) => {
      const { status, body } = await client.ask('POST /sessions', { body: { email, password } })
      return { status, ...(body as object), instance: undefined }
    }
    expect(await ask(' ALICE@example.com', 'correct horse')).toMatchObject({ status: 201 })
    const wrong = await ask('alice@example.com', 'wrong horse')
    expect(wrong).toMatchObject({ status: 401, title: 'No account has this email and password' })
    expect(await ask('nobody@example.com', 'correct horse')).toEqual(wrong)
  })
})

describe('POST /sessions/refresh', () => {
  it('gives one new pair, also to a retry; when that was used, the log-in has ended', async () => {
    const { refreshToken } = await client.register('buyer')
    const refresh = (token: string) =>
      client.ask('POST /sessions/refresh', { body: { refreshToken: token } })
    const pair = await refresh(refreshToken)
    expect(pair.status).toBe(201)
    const { refreshToken: next } = pair.body as { refreshToken: string }
    const retry = await refresh(refreshToken)
    expect(retry).toMatchObject({ status: 201, body: { refreshToken: next } })
    const { refreshToken: last } = (await refresh(next)).body as { refreshToken: string }
    expect(await refresh(refreshToken)).toMatchObject({ status: 401 })
    expect(await refresh(last)).toMatchObject({ status: 401 })
  })
})

describe('POST /sessions/end', () => {
  it('ends the log-in, and does not tell which tokens exist', async () => {
    const { refreshToken } = await client.register('buyer')
    const end = (token: string) =>
      client.ask('POST /sessions/end', { body: { refreshToken: token } })
    expect(await end(refreshToken)).toMatchObject({ status: 204, body: undefined })
    expect(await end('x'.repeat(43))).toMatchObject({ status: 204, body: undefined })
    expect(await client.ask('POST /sessions/refresh', { body: { refreshToken } })).toMatchObject({
      status: 401,
    })
  })
})
