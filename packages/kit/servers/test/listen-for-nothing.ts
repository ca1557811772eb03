import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

export interface Listener extends AsyncDisposable {
  port: number
}

/** Takes connections and never says a word. */
export function listenForNothing(): Promise<Listener> {
  return listen(createServer())
}

/** Takes connections with TLS only, as far as one can tell from outside. */
export function listenForTls(): Promise<Listener> {
  return listen(createTlsServer())
}

async function listen(server: Server): Promise<Listener> {
  const sockets = new Set<{ destroy(): void }>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.resume()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
