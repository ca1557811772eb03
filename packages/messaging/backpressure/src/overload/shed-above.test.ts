import { describe, expect, it } from 'vitest'
import { openApi } from './open-api.ts'
import { recordShedding } from './record-shedding.ts'
import { shedAbove } from './shed-above.ts'

describe('shedAbove', () => {
  it('refuses the third of two with 503 and Retry-After, and takes it when one has its answer', async () => {
    const { exchange, statuses } = await recordShedding()
    expect(statuses).toEqual({ alice: [200], bob: [200], carol: [503, 200] })
    const passed = exchange.messages.map(({ from, to, text, fields }) => [
      `${from} → ${to}: ${text}`,
      ...(fields ?? []).map(({ name, value }) => `${name}: ${value}`),
    ])
    expect(passed).toEqual([
      ['alice → api: GET /report'],
      ['bob → api: GET /report'],
      ['carol → api: GET /report'],
      ['api → carol: 503 Service Unavailable', 'Retry-After: 1'],
      ['api → alice: 200 OK'],
      ['carol → api: GET /report'],
      ['api → bob: 200 OK'],
      ['api → carol: 200 OK'],
    ])
  })

  it('frees the place of a client that goes away', async () => {
    await using api = await openApi(1)
    const leaving = new AbortController()
    const left = fetch(`${api.url}/report`, { signal: leaving.signal })
    await api.working(1)
    leaving.abort()
    await expect(left).rejects.toThrow('abort')
    await api.working(0)
    const next = fetch(`${api.url}/report`)
    await Promise.race([api.working(1), next])
    api.finishOne()
    expect((await next).status).toBe(200)
  })

  it.each([0, 1.5, NaN])('refuses a limit of %d', (limit) => {
    expect(() => shedAbove(limit, { retryAfterSeconds: 1 })).toThrow(
      `Cannot shed load: limit must be a whole number from 1 on, received ${limit}`,
    )
  })

  it('refuses a Retry-After of half a second', () => {
    expect(() => shedAbove(1, { retryAfterSeconds: 0.5 })).toThrow(
      'Cannot shed load: retryAfterSeconds must be a whole number from 0 on, received 0.5',
    )
  })
})
