import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startHttpService } from './start-http-service.ts'
import type { HttpService } from './start-http-service.ts'

/** Holds what is due until the test lets it go. */
function heldClock() {
  const due: { ms: number; callback: () => void }[] = []
  return {
    due,
    setTimeout: (callback: () => void, ms: number) => due.push({ ms, callback }),
  }
}

let service: HttpService
let clock: ReturnType<typeof heldClock>
beforeAll(async () => {
  clock = heldClock()
  service = await startHttpService(clock, { body: '20' })
})
beforeEach(() => service.reset())
afterAll(() => service[Symbol.asyncDispose]())

describe('startHttpService', () => {
  it('holds a slow answer until it is due', async () => {
    await service.behave({ kind: 'answers', afterMs: 150 })
    const response = service.request()
    expect(await service.settled()).toEqual({ arrived: 1, ended: 0 })
    const [slow] = clock.due.splice(0)
    expect(slow!.ms).toBe(150)
    slow!.callback()
    expect(await (await response).text()).toBe('20')
    expect(await service.settled()).toEqual({ arrived: 1, ended: 1 })
  })

  it('counts a request as ended when its caller has gone', async () => {
    await service.behave({ kind: 'hangs' })
    const caller = new AbortController()
    const response = service.request(caller.signal)
    await service.settled()
    caller.abort(new Error('gone'))
    await expect(response).rejects.toThrow('gone')
    expect(await service.settled()).toEqual({ arrived: 1, ended: 1 })
  })

  it('answers with the status that it is given, and without the body', async () => {
    await service.behave({ kind: 'answers', status: 500 })
    const response = await service.request()
    expect([response.status, await response.text()]).toEqual([500, ''])
  })

  it('refuses connections, and answers again on the same port', async () => {
    await service.behave({ kind: 'refuses' })
    await expect(service.request()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    await service.behave({ kind: 'answers' })
    expect((await service.request()).status).toBe(200)
    expect(await service.settled()).toEqual({ arrived: 1, ended: 1 })
  })

  it('says so when it has counted other requests than were sent', async () => {
    await using other = await startHttpService(clock, { settleMs: 50 })
    await fetch(other.url)
    await expect(other.settled()).rejects.toThrow(
      'Cannot settle within 50 ms: callers have sent 0 requests, of which 0 are over, the service has counted 1 and 1',
    )
  })

  it('forgets the requests in flight when it is reset', async () => {
    await service.behave({ kind: 'hangs' })
    const response = service.request()
    await service.settled()
    await Promise.all([expect(response).rejects.toThrow('fetch failed'), service.reset()])
    expect(await service.settled()).toEqual({ arrived: 0, ended: 0 })
  })
})
