import { once } from 'node:events'
import { Agent, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askedLab } from './asked-lab.ts'
import { everyRoute } from './every-route.ts'
import { serveLab, token } from './serve-lab.ts'
import { spellingsOf } from './spellings-of.ts'

const { lab, asked } = askedLab()
const served = serveLab(lab)
const agent = new Agent({ keepAlive: true })
beforeAll(() => served.listen())
afterAll(async () => {
  agent.destroy()
  await served[Symbol.asyncDispose]()
})

/** Sends a path as it is spelled: `new URL` would straighten it. */
async function send(
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; type: string }> {
  const asking = request({ agent, host: '127.0.0.1', port: served.port(), method, path, headers })
  asking.end()
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  // What should not be answered may also not end.
  if (response.statusCode === 401 || response.statusCode === 404) await response.resume().toArray()
  else response.destroy()
  return { status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '' }
}

const authorized = (given: string) => ({ authorization: `Bearer ${given}` })
const origin = () => ({ origin: served.origin() })
const routes = everyRoute(served.app)

describe('every route', () => {
  it('is read from the routers, also from those inside of others', () => {
    const read = routes.map(({ method, path }) => `${method} ${path}`)
    expect(read).toContain('GET /api/catalogue')
    expect(read).toContain('POST /api/practice/tally/reset')
    expect(read).toContain('POST /api/cards/rate')
    expect(read).toContain('GET /api/claims/tally')
  })

  it.each(routes)('$method $path is there for a page with the token', async ({ method, path }) => {
    const { status, type } = await send(method, path, { ...authorized(token), ...origin() })
    expect(status).not.toBe(401)
    // That no route was found is said in HTML.
    expect(type).toMatch(/^(application\/json|text\/event-stream)/)
  })

  it.each(routes)(
    '$method $path does nothing without the token, however it is spelled',
    async ({ method, path }) => {
      asked.length = 0
      const answered: string[] = []
      for (const spelling of spellingsOf(path)) {
        for (const headers of [{}, authorized('another'), authorized('')]) {
          const { status } = await send(method, spelling, { ...headers, ...origin() })
          if (status !== 401 && status !== 404) answered.push(`${status} to ${spelling}`)
        }
      }
      expect({ answered, asked }).toEqual({ answered: [], asked: [] })
    },
  )

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'])(
    'is closed to %s without an origin, also for a page with the token',
    async (method) => {
      expect(await send(method, '/API/catalogue', authorized(token))).toMatchObject({ status: 403 })
    },
  )
})
