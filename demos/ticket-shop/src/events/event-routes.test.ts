import { describe, expect, it } from 'vitest'
import { concert, createClient } from '../http/client.fixture.ts'
import { startApi } from '../http/start-api.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'

describe('GET /events', () => {
  it('reads what may be a moment old, and finds an event that is not there yet', async () => {
    await using shop = await openTestShop()
    // A standby that has heard of nothing.
    await using behind = await openTestShop()
    await using api = await startApi({ ...shop, read: (work) => work(behind.pool) })
    const { ask, register } = createClient(api.url)
    const { accessToken } = await register('organiser')
    const created = await ask('POST /events', { token: accessToken, body: concert() })
    expect(created.status).toBe(201)
    const there = created.headers.get('location')
    expect(await ask(`GET ${there}`)).toMatchObject({ status: 200, body: created.body as object })
    expect(await ask('GET /events')).toMatchObject({ body: { events: [], nextCursor: null } })
  })
})
