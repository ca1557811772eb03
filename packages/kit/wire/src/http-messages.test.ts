import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { differenceWhenCut, mostFailures, readAll } from './cut-anywhere.fixture.ts'
import type { Passing } from './cut-anywhere.fixture.ts'
import { readHttpMessages } from './http-messages.ts'
import type { MessageHearer } from './messages.ts'
import { proxy } from './proxy.ts'

const server = createServer((asked, reply) => {
  const { method, url } = asked
  if (url === '/gone') return void reply.writeHead(204).end()
  if (url === '/same') return void reply.writeHead(304).end()
  if (url === '/packed')
    return void reply.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('packed'))
  if (url === '/pieces') {
    reply.writeHead(200, { 'Retry-After': '5', Trailer: 'X-Sum' })
    reply.write('a'.repeat(1_500))
    reply.addTrailers({ 'X-Sum': '3000' })
    return void reply.end('ä'.repeat(750))
  }
  if (method === 'POST') {
    const pieces: Buffer[] = []
    asked.on('data', (piece: Buffer) => pieces.push(piece))
    asked.on('end', () => reply.writeHead(429, { 'Retry-After': '20' }).end(Buffer.concat(pieces)))
    return
  }
  if (url === '/last') {
    // Neither a length nor chunks: the body ends with the connection.
    reply.useChunkedEncodingByDefault = false
    reply.removeHeader('Content-Length')
    reply.shouldKeepAlive = false
    return void reply.end('the end')
  }
  reply.setHeader('Content-Length', '7')
  reply.end(method === 'HEAD' ? undefined : 'welcome')
})
server.on('upgrade', (_, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: bytes\r\nConnection: Upgrade\r\n\r\n')
  socket.on('data', () => socket.end('\x01\x02 not HTTP\r\n'))
})

/** What passed when everything was asked on one connection, one after the other. */
let session: Passing
let switched: Passing
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  session = await passingOf(origin, async (url) => {
    const { Agent } = await import('node:http')
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (const [method, path, body] of [
      ['GET', '/', ''],
      ['HEAD', '/', ''],
      ['GET', '/gone', ''],
      ['GET', '/same', ''],
      ['POST', '/orders', 'x'.repeat(3_000)],
      ['GET', '/pieces', ''],
      ['GET', '/packed', ''],
      ['GET', '/last', ''],
    ] as const) {
      const asking = request(`${url}${path}`, { agent, method, headers: { User: 'alice' } })
      if (body !== '') {
        asking.setHeader('Expect', '100-continue')
        asking.once('continue', () => asking.end(body))
        asking.flushHeaders()
      } else asking.end()
      const [reply] = await once(asking, 'response')
      reply.resume()
      await once(reply, 'end')
    }
    agent.destroy()
  })
  switched = await passingOf(origin, async (url) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write(
      'GET /socket HTTP/1.1\r\nHost: lab\r\nUpgrade: bytes\r\nConnection: Upgrade\r\n\r\n',
    )
    await once(socket, 'data')
    socket.write('\x01 not HTTP either')
    socket.resume()
    await once(socket, 'end')
    socket.destroy()
  })
  server.close()
})

async function passingOf(origin: string, work: (url: string) => Promise<void>) {
  const passing: Passing = []
  await using link = await proxy(origin, {
    tap: (direction, bytes) => void passing.push([direction, Buffer.from(bytes)]),
  })
  await work(link.url.replace(/\/$/, ''))
  return passing
}

const kept = { fields: ['user', 'Retry-After'], bodies: 'kept' } as const
const read = (hearer: MessageHearer) => readHttpMessages(hearer, kept)
const user = [{ name: 'User', value: 'alice' }]
const asks = (text: string, fields = user) => ({ kind: 'request', text, fields, outcome: 'ok' })
const gives = (text: string, more = {}) => ({
  kind: 'reply',
  text,
  fields: [],
  outcome: 'ok',
  ...more,
})

describe('readHttpMessages', () => {
  it('reads each request and reply of a connection, with the fields that are named', () => {
    expect(readAll(session, read)).toEqual({
      failures: [],
      heard: [
        asks('GET /'),
        gives('200 OK', { body: 'welcome' }),
        asks('HEAD /'),
        gives('200 OK'),
        asks('GET /gone'),
        gives('204 No Content'),
        asks('GET /same'),
        gives('304 Not Modified'),
        { ...asks('POST /orders'), body: `${'x'.repeat(2_000)}... (3,000 bytes)` },
        gives('100 Continue'),
        gives('429 Too Many Requests', {
          outcome: 'error',
          fields: [{ name: 'Retry-After', value: '20' }],
          body: `${'x'.repeat(2_000)}... (3,000 bytes)`,
        }),
        asks('GET /pieces'),
        gives('200 OK', {
          fields: [{ name: 'Retry-After', value: '5' }],
          body: `${'a'.repeat(1_500)}${'ä'.repeat(250)}... (3,000 bytes)`,
        }),
        asks('GET /packed'),
        gives('200 OK'),
        asks('GET /last'),
        gives('200 OK'),
      ],
    })
  })

  it('keeps no body unless it is asked to', () => {
    const dropped = { ...kept, bodies: 'dropped' } as const
    const { heard } = readAll(session, (hearer) => readHttpMessages(hearer, dropped))
    expect([heard.length, heard.some(({ body }) => body !== undefined)]).toEqual([17, false])
  })

  it('tells nothing after a switch to another protocol', () => {
    expect(readAll(switched, read)).toEqual({
      failures: [],
      heard: [asks('GET /socket', []), gives('101 Switching Protocols')],
    })
  })

  it('reads the same wherever the bytes are cut', () => {
    expect(differenceWhenCut(session, read)).toBeUndefined()
    expect(differenceWhenCut(switched, read)).toBeUndefined()
  })

  it('says once for each side that bytes are no HTTP', () => {
    const passing: Passing = [
      ['sent', Buffer.from('*1\r\n$4\r\nPING\r\n')],
      ['received', Buffer.from('+PONG\r\n')],
      ['received', Buffer.from('HTTP/1.1 200 OK\r\n\r\n')],
    ]
    expect(readAll(passing, read)).toMatchObject({
      heard: [],
      failures: [
        { message: 'Cannot read a request of HTTP/1.1: received "*1"' },
        { message: 'Cannot read a reply of HTTP/1.1: received "+PONG"' },
      ],
    })
  })

  it('is broken by no bytes, and complains once a side', () => {
    expect(mostFailures(read)).toBe(2)
  })
})
