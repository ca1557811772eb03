import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export interface Balancer extends AsyncDisposable {
  url: string
  /** Where connections go from now on. */
  targets: Set<string>
}

/** One address before several instances: hands each connection to the next of them that accepts it. */
export async function startBalancer(): Promise<Balancer> {
  const targets = new Set<string>()
  const open = new Set<Socket>()
  let turn = 0
  const server = createServer((client) => {
    open.add(client)
    client.on('close', () => open.delete(client)).on('error', () => {})
    const inTurn = [...targets]
    const order = inTurn.map((_, index) => inTurn[(turn + index) % inTurn.length]!)
    turn += 1
    tryNext(client, order)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    async [Symbol.asyncDispose]() {
      server.close()
      for (const client of open) client.destroy()
      await once(server, 'close')
    },
  }
}

function tryNext(client: Socket, [url, ...others]: string[]): void {
  if (url === undefined) return void client.destroy()
  const { hostname, port } = new URL(url)
  const instance = connect({ host: hostname, port: Number(port) })
  instance.once('error', () => tryNext(client, others))
  instance.once('connect', () => {
    instance.removeAllListeners('error').on('error', () => client.destroy())
    instance.on('close', () => client.destroy())
    client.on('close', () => instance.destroy())
    client.pipe(instance).pipe(client)
  })
}
