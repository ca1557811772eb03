import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { resetSocket } from './reset-socket.ts'

type Direction = 'sent' | 'received'

/** Connections of clients, each passed on to the server by one of its own. */
export interface ForwardedConnections {
  add(client: Socket): void
  /** Lets nothing pass of that direction, also of connections to come. */
  hang(what?: 'both' | Direction): void
  /** Leaves connections as they are, and lets new ones pass. */
  forget(): void
  /** Lets what was held back pass. */
  goOn(): void
  /** Resets all connections. */
  reset(): void
}

/**
 * Passes on what clients and a server say to each other.
 *
 * @param passing Sees each chunk, and returns by how much it is delayed, in milliseconds.
 */
export function forwardConnections(
  target: URL,
  passing: (direction: Direction, chunk: Buffer, connection: number) => number,
): ForwardedConnections {
  const ways = new Map<Way, Direction>()
  const clients = new Set<Socket>()
  let hanging: 'both' | Direction | undefined
  let connections = 0
  const hangs = (way: Way) => hanging === 'both' || hanging === ways.get(way)
  return {
    add(client) {
      const connection = connections++
      const upstream = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
      clients.add(client)
      const requests = createWay(client, upstream, (chunk) => passing('sent', chunk, connection))
      const replies = createWay(upstream, client, (chunk) => passing('received', chunk, connection))
      ways.set(requests, 'sent').set(replies, 'received')
      for (const way of [requests, replies]) if (hangs(way)) way.hang()
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
    },
    hang(what = 'both') {
      hanging = what
      for (const way of ways.keys()) if (hangs(way)) way.hang()
    },
    forget() {
      hanging = undefined
      ways.clear()
    },
    goOn() {
      hanging = undefined
      for (const way of ways.keys()) way.goOn()
    },
    reset() {
      for (const client of clients) resetSocket(client)
      // What is held back for them is lost, also when others may go on before their sockets are closed.
      ways.clear()
    },
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
