import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once as onlyOnce } from '@lab/servers/once'
import { forwardConnections } from './forward-connections.ts'

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
  /**
   * Keeps connections open and accepts new ones, but nothing passes, as in a partition.
   *
   * @param what By default both directions; `received` holds back only what the server answers.
   */
  hang(what?: 'both' | 'sent' | 'received'): void
  /**
   * Ends `hang` for new connections only. Those that hang stay silent for ever, and what they held back
   * is lost, as when a router has forgotten them.
   */
  forget(): void
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
  const bytes = { sent: 0, received: 0 }
  let roundTripMs = checkedDelay(options.roundTripMs ?? 0)
  const connections = forwardConnections(new URL(url), (direction, chunk, connection) => {
    bytes[direction] += chunk.length
    options.tap?.(direction, chunk, connection)
    return direction === 'sent' ? roundTripMs : 0
  })
  const server = createServer({ noDelay: true }, connections.add)
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const cut = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    connections.reset()
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
    hang: connections.hang,
    forget: connections.forget,
    async restore() {
      connections.goOn()
      if (!server.listening) await listen(port)
    },
    [Symbol.asyncDispose]: onlyOnce(cut),
  }
}

function checkedDelay(roundTripMs: number): number {
  if (Number.isFinite(roundTripMs) && roundTripMs >= 0) return roundTripMs
  throw new RangeError(
    `Cannot delay a connection: roundTripMs must be 0 or more, received ${roundTripMs}`,
  )
}
