import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { once as onlyOnce } from '@lab/servers/once'
import { resetSocket } from './reset-socket.ts'

export interface ProxyOptions {
  /** Added to every round trip, in milliseconds: 0 or more. Default 0. */
  roundTripMs?: number
  /**
   * Sees the bytes as they pass: those that the client `sent`, and those that it `received`.
   * Connections are numbered from 0.
   */
  tap?: (direction: 'sent' | 'received', bytes: Buffer, connection: number) => void
}

export interface Proxy extends AsyncDisposable {
  /** The server's URL with the proxy's address in place of its own. */
  readonly url: string
  /** Added to every round trip from now on, in milliseconds. */
  roundTripMs: number
  /** What passed since the proxy was opened, in bytes, as the clients see it. */
  readonly bytes: Readonly<{ sent: number; received: number }>
  /** Resets every connection and refuses new ones, as when the server is gone. */
  cut(): Promise<void>
  /** Keeps connections open and accepts new ones, but nothing passes, as in a partition. */
  hang(): void
  /** Ends `cut` and `hang`: what was held back passes. */
  restore(): Promise<void>
}

/**
 * Puts a TCP proxy on loopback between clients and a server, to slow, hang or cut the way.
 * @param url Of the server, for example `redis://127.0.0.1:6379/3`.
 * @param options The delay, and who sees the bytes.
 * @returns The proxy; disposing it ends its connections.
 * @throws {RangeError} If the delay is negative or no number.
 */
export async function proxy(url: string, options: ProxyOptions = {}): Promise<Proxy> {
  const target = new URL(url)
  const server = createServer({ noDelay: true })
  const ways = new Set<Way>()
  const clients = new Set<Socket>()
  const bytes = { sent: 0, received: 0 }
  let roundTripMs = checkedDelay(options.roundTripMs ?? 0)
  let hangs = false
  let connections = 0

  server.on('connection', (client) => {
    const connection = connections++
    const upstream = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
    clients.add(client)
    const requests = createWay(client, upstream, (chunk) => {
      bytes.sent += chunk.length
      options.tap?.('sent', chunk, connection)
      return roundTripMs
    })
    const replies = createWay(upstream, client, (chunk) => {
      bytes.received += chunk.length
      options.tap?.('received', chunk, connection)
      return 0
    })
    for (const way of [requests, replies]) {
      ways.add(way)
      if (hangs) way.hang()
    }
    client
      .on('error', () => {})
      .on('close', () => {
        ways.delete(requests)
        ways.delete(replies)
        clients.delete(client)
        upstream.destroy()
      })
    upstream.on('error', () => resetSocket(client))
    upstream.on('close', () => replies.whenEmpty(() => client.end()))
  })

  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const cut = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const client of clients) resetSocket(client)
    await closed
  }
  const port = await listen(0)
  const proxied = new URL(url)
  proxied.hostname = '127.0.0.1'
  proxied.port = String(port)

  return {
    url: proxied.href,
    get roundTripMs() {
      return roundTripMs
    },
    set roundTripMs(value) {
      roundTripMs = checkedDelay(value)
    },
    bytes,
    cut,
    hang() {
      hangs = true
      for (const way of ways) way.hang()
    },
    async restore() {
      hangs = false
      for (const way of ways) way.goOn()
      if (!server.listening) await listen(port)
    },
    [Symbol.asyncDispose]: onlyOnce(cut),
  }
}

/** One direction of a connection. Bytes leave in the order in which they came. */
interface Way {
  hang(): void
  goOn(): void
  /** Calls back once nothing is held back, which may be now. */
  whenEmpty(hear: () => void): void
}

function createWay(from: Socket, to: Socket, passing: (chunk: Buffer) => number): Way {
  const held: { chunk: Buffer; due: number }[] = []
  let hangs = false
  let hear: (() => void) | undefined

  from.on('data', (chunk: Buffer) => {
    const delayMs = passing(chunk)
    if (delayMs === 0 && held.length === 0 && !hangs) {
      if (!to.write(chunk)) pauseUntilDrained()
      return
    }
    held.push({ chunk, due: performance.now() + delayMs })
    if (held.length === 1) waitForFirst()
  })
  to.on('drain', () => from.resume())

  function pauseUntilDrained(): void {
    if (!to.destroyed) from.pause()
  }

  /** A timer is a millisecond late at most; the rest of the wait is spent in the event loop. */
  function waitForFirst(): void {
    const first = held[0]
    if (first === undefined || hangs) return
    const leftMs = first.due - performance.now()
    if (leftMs > 2) setTimeout(waitForFirst, leftMs - 2)
    else if (leftMs > 0) setImmediate(waitForFirst)
    else {
      held.shift()
      if (!to.destroyed && !to.write(first.chunk)) pauseUntilDrained()
      if (held.length > 0) waitForFirst()
      else hear?.()
    }
  }

  return {
    hang() {
      hangs = true
    },
    goOn() {
      if (!hangs) return
      hangs = false
      waitForFirst()
    },
    whenEmpty(callback) {
      if (held.length === 0) callback()
      else hear = callback
    },
  }
}

function checkedDelay(roundTripMs: number): number {
  if (Number.isFinite(roundTripMs) && roundTripMs >= 0) return roundTripMs
  throw new RangeError(
    `Cannot delay a connection: roundTripMs must be 0 or more, received ${roundTripMs}`,
  )
}
