import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLabWeb } from './start-lab-web.ts'
import type { LabWeb } from './start-lab-web.ts'

let web: LabWeb
beforeAll(async () => {
  web = await startLabWeb()
})
afterAll(() => web[Symbol.asyncDispose]())

const run = { do: 'play', concept: 'row-locks', scene: 'advisory-lock' }
const attempt = (schedule: string) => ({
  ...run,
  do: 'attempt',
  race: 'advisory-lock/twoBuyers',
  schedule,
})

/** Sends what no browser would let a page send. */
async function send(
  path: string,
  options: { method?: string; headers?: Record<string, string | undefined>; body?: unknown } = {},
): Promise<{ status: number; text: string; headers: IncomingHttpHeaders }> {
  const { method = 'GET', body } = options
  const headers: Record<string, string | undefined> = {
    authorization: `Bearer ${web.token}`,
    'content-type': 'application/json',
    ...(method === 'POST' ? { origin: web.origin } : {}),
    ...options.headers,
  }
  for (const [name, value] of Object.entries(headers)) if (value === undefined) delete headers[name]
  const setHost = headers['host'] === undefined
  const asking = request(`${web.origin}${path}`, { method, headers, setHost })
  asking.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  const parts: string[] = await response.setEncoding('utf8').toArray()
  return { status: response.statusCode ?? 0, text: parts.join(''), headers: response.headers }
}

describe('the guard', () => {
  it('lets the page of this start in', async () => {
    expect((await send('/')).status).toBe(200)
    expect((await send('/api/catalogue')).status).toBe(200)
    const played = await send('/api/runs', { method: 'POST', body: run })
    expect(played.status).toBe(200)
    expect(played.text).toContain('"type":"verdict"')
    expect(played.text.trimEnd().endsWith('data: {"type":"end"}')).toBe(true)
  })

  it.each([
    ['a name that was bound to 127.0.0.1 later', { host: 'evil.example' }],
    ['that name with the right port', { host: 'evil.example:80' }],
    ['no host', { host: '' }],
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { origin: 'null' }],
    ['a request from another site', { 'sec-fetch-site': 'cross-site' }],
    ['another site of this machine', { 'sec-fetch-site': 'same-site' }],
  ])('refuses %s, for the page itself and for a run', async (_, headers) => {
    expect((await send('/', { headers })).status).toBe(403)
    const { status, text } = await send('/api/runs', { method: 'POST', headers, body: run })
    expect(status).toBe(403)
    expect(text).not.toContain('verdict')
  })

  it('refuses a run that does not say where it comes from', async () => {
    const options = { method: 'POST', headers: { origin: undefined }, body: run }
    expect((await send('/api/runs', options)).status).toBe(403)
  })

  it.each([undefined, 'Bearer ', 'Bearer x', 'Basic eDp4'])(
    'refuses the token %j',
    async (authorization) => {
      for (const path of ['/api/catalogue', '/api/concepts/row-locks', '/api/presence']) {
        expect((await send(path, { headers: { authorization } })).status).toBe(401)
      }
      const refused = await send('/api/runs', {
        method: 'POST',
        headers: { authorization },
        body: run,
      })
      expect(refused.status).toBe(401)
    },
  )

  it('allows no script but its own, and no frame', async () => {
    const { headers } = await send('/')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })
})

describe('a request', () => {
  it.each([
    ['/api/concepts/..%2F..%2Fpackage.json'],
    ['/api/concepts/%2Fetc%2Fpasswd'],
    ['/assets/..%2f..%2f..%2fpackage.json'],
    ['/..%2f..%2fpackage.json'],
    ['/api/nothing'],
  ])('for %s reaches no file', async (path) => {
    const { status, text } = await send(path)
    expect(status).toBe(404)
    expect(text).not.toMatch(/"private"|root:/)
  })

  it.each([
    ['no JSON', '{', 400, 'JSON'],
    ['an unknown wish', { do: 'drop' }, 400, 'do'],
    ['more than is asked', { ...run, path: '/etc' }, 400, 'path'],
    ['another type', { ...run, scene: ['advisory-lock'] }, 400, 'scene'],
    ['an unknown level', { ...run, level: 'chaos' }, 400, 'level'],
    ['an unknown concept', { ...run, concept: '../row-locks' }, 404, 'there is no'],
    ['a schedule that is none', attempt('alice(3)'), 400, 'Cannot read schedule'],
    ['a schedule of too many steps', attempt('alice×999999999'), 400, 'Cannot read schedule'],
    ['a schedule that is too long', attempt('alice '.repeat(900)), 400, 'schedule'],
    ['a huge body', { ...run, scene: 'x'.repeat(20_000) }, 413, 'too large'],
  ])('with %s is refused with the reason', async (_, body, expected, reason) => {
    const { status, text } = await send('/api/runs', { method: 'POST', body })
    expect(status).toBe(expected)
    expect((JSON.parse(text) as { error: string }).error).toContain(reason)
  })

  it.each([
    ['an unknown scene', { ...run, scene: 'lkes' }, 'it must be one of read-then-write'],
    [
      'an unknown race',
      { ...run, do: 'map', race: 'x' },
      'it must be one of advisory-lock/twoBuyers',
    ],
  ])('with %s says so', async (_, body, reason) => {
    const { text } = await send('/api/runs', { method: 'POST', body })
    expect(text).toContain(reason)
    // And the next one runs.
    expect((await send('/api/runs', { method: 'POST', body: run })).text).toContain('"verdict"')
  })

  it('runs an order after others that cannot be read', async () => {
    const refused = [attempt('alice(3)'), attempt('('), attempt('alice×999999999')]
    const asked = [...refused, attempt('alice×2')].map((body) =>
      send('/api/runs', { method: 'POST', body }),
    )
    const answers = await Promise.all(asked)
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 200])
    expect(answers[3]!.text).toContain('"followed":"alice×2"')
  })

  it('waits behind others, and too many are refused', async () => {
    // The first one takes long enough for the others to come.
    const bodies = [{ ...run, scene: 'row-lock' }, ...Array<typeof run>(11).fill(run)]
    const all = await Promise.all(bodies.map((body) => send('/api/runs', { method: 'POST', body })))
    const { played = [], refused = [] } = Object.groupBy(all, ({ status }) =>
      status === 200 ? 'played' : 'refused',
    )
    expect(played.length).toBeGreaterThanOrEqual(9)
    expect(played.filter(({ text }) => !text.includes('"verdict"'))).toEqual([])
    expect(refused.length).toBeGreaterThan(0)
    for (const { status, text } of refused) {
      expect([status, text]).toEqual([429, '{"error":"Cannot run: 8 runs wait already"}'])
    }
  })
})
