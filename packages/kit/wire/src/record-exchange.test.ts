import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { kafka } from '@lab/servers/kafka'
import { redis } from '@lab/servers/redis'
import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { joinOnce } from './join-once.fixture.ts'
import { recordExchange } from './record-exchange.ts'
import { serveOnLoopback } from './serve-on-loopback.ts'
import { socketsThrough } from './sockets-through.ts'

function openApi() {
  let asked = 0
  return serveOnLoopback((_, reply) => {
    asked += 1
    if (asked < 3) reply.end('{"welcome":true}')
    else reply.writeHead(429, { 'Retry-After': '20', 'X-Other': 'x' }).end('{"status":429}')
  })
}

/** ApiVersions of version 0, as a client of Kafka sends it first. */
const apiVersions = Buffer.from([
  0,
  0,
  0,
  16,
  0,
  18,
  0,
  0,
  0,
  0,
  0,
  1,
  0,
  6,
  ...Buffer.from('reader'),
])

/** What a server answers to these bytes until it hangs up. */
async function answerTo(url: string, bytes: Buffer): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) })
  socket.write(bytes)
  return text(socket)
}

/** Without times, which differ from run to run. */
function timeless({
  messages,
  ...exchange
}: ReturnType<ReturnType<typeof recordExchange>['exchange']>) {
  return { ...exchange, messages: messages.map(({ atMs: _, ...message }) => message) }
}

describe('recordExchange', () => {
  it('records what an API answers, with the fields that are named', async () => {
    await using api = await openApi()
    await using recorder = recordExchange()
    const fields = ['Retry-After']
    const url = await recorder.http(api.url, { from: 'client', to: 'api', fields, bodies: 'kept' })
    for (let count = 0; count < 3; count++) await (await fetch(`${url}orders`)).text()
    const asks = { from: 'client', to: 'api', text: 'GET /orders', kind: 'request' }
    const ok = {
      from: 'api',
      to: 'client',
      text: '200 OK',
      kind: 'reply',
      body: '{"welcome":true}',
    }
    expect(timeless(recorder.exchange('A burst of three'))).toEqual({
      title: 'A burst of three',
      parties: ['client', 'api'],
      messages: [
        asks,
        ok,
        asks,
        ok,
        asks,
        {
          ...ok,
          text: '429 Too Many Requests',
          fields: [{ name: 'Retry-After', value: '20' }],
          outcome: 'error',
          body: '{"status":429}',
        },
      ],
    })
  })

  it('tells times from the first message on', async () => {
    await using api = await openApi()
    await using recorder = recordExchange()
    const url = await recorder.http(api.url, { from: 'client', to: 'api' })
    await (await fetch(url)).text()
    await (await fetch(url)).text()
    const times = recorder.exchange('').messages.map(({ atMs }) => atMs)
    expect(times[0]).toBe(0)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
  })

  it('keeps so many messages, counts the others, and begins anew when it is cleared', async () => {
    await using space = await redis()
    await using recorder = recordExchange({ most: 3 })
    const client = new Redis(await recorder.redis(space.url, { from: 'app', to: 'redis' }))
    for (let count = 0; count < 5; count++) await client.incr('count')
    const first = recorder.exchange('Counting')
    recorder.clear()
    await client.get('count')
    client.disconnect()
    expect([first.messages.map(({ text }) => text), first.omitted]).toEqual([
      ['incr count', '1', 'incr count'],
      7,
    ])
    expect(timeless(recorder.exchange('Reading'))).toEqual({
      title: 'Reading',
      parties: ['app', 'redis'],
      messages: [
        { from: 'app', to: 'redis', text: 'get count', kind: 'request' },
        { from: 'redis', to: 'app', text: '5', kind: 'reply' },
      ],
    })
  })

  it('names the members of a group, each by its own way to the broker', async () => {
    await using bus = await kafka()
    await using recorder = recordExchange()
    const topic = await bus.topic('orders')
    const groupId = bus.groupId('readers')
    await joinOnce(bus.client().consumer({ groupId: bus.groupId('first') }), topic)
    const [broker = ''] = bus.brokers
    for (const from of ['first', 'second']) {
      const only = ['JoinGroup']
      const link = await recorder.kafka(broker, { from, to: 'broker', only })
      const client = bus.client({
        clientId: from,
        socketFactory: socketsThrough({ [broker]: link }),
      })
      await joinOnce(client.consumer({ groupId }), topic)
    }
    const { parties, messages } = recorder.exchange('Both join')
    expect(parties).toEqual(['first', 'broker', 'second'])
    expect(messages.map(({ from, to, text }) => `${from} ${to} ${text}`)).toEqual([
      'first broker JoinGroup',
      'broker first JoinGroup',
      'first broker JoinGroup',
      'broker first JoinGroup',
      'second broker JoinGroup',
      'broker second JoinGroup',
      'second broker JoinGroup',
      'broker second JoinGroup',
    ])
  })

  it.each([
    { program: 'Kafka, which has no lines', bytes: apiVersions, hears: /^HTTP\/1.1 400 / },
    { program: 'Redis', bytes: Buffer.from('*1\r\n$4\r\nINFO\r\n'), hears: /^HTTP\/1.1 400 / },
  ])('leaves out a client of $program, that tries this port', async ({ bytes, hears }) => {
    await using api = await openApi()
    await using recorder = recordExchange()
    const url = await recorder.http(api.url, { from: 'client', to: 'api' })
    expect(await answerTo(url, bytes)).toMatch(hears)
    await (await fetch(url)).text()
    expect(await answerTo(url, bytes)).toMatch(hears)
    expect(recorder.exchange('').messages.map(({ text }) => text)).toEqual(['GET /', '200 OK'])
  })

  it('throws when what passes is another protocol', async () => {
    await using space = await redis()
    await using recorder = recordExchange()
    const url = await recorder.http(space.url, { from: 'app', to: 'cache' })
    const client = new Redis(url)
    await client.get('x')
    client.disconnect()
    expect(() => recorder.exchange('')).toThrow(
      'Cannot record exchange of app and cache: Cannot read a request of HTTP/1.1: received "*',
    )
  })
})
