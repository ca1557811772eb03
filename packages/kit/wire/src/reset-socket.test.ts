import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { resetSocket } from './reset-socket.ts'

describe('resetSocket', () => {
  it('resets a connection', async () => {
    const { client, served, close } = await openConnection()
    const failed = once(client, 'error')
    resetSocket(served)
    expect(await failed).toMatchObject([{ code: 'ECONNRESET' }])
    await close()
  })

  it('closes a connection that is being ended', async () => {
    const { served, close } = await openConnection()
    served.end()
    const closed = once(served, 'close')
    resetSocket(served)
    expect(await closed).toEqual([false])
    await close()
  })
})

async function openConnection() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {})
  const [served] = (await once(server, 'connection')) as [Socket]
  return {
    client,
    served,
    async close() {
      client.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
