import { once } from 'node:events'
import { connect } from 'node:net'

const apiVersionsKey = 18
const correlation = 0x6c_61_62

/**
 * Asks a broker the first question of Kafka's protocol, ApiVersions of version 0, on a socket that can
 * be dropped: a client of kafkajs that gets no answer stays for good.
 *
 * @throws {Error} If there is no connection, no answer before the signal, or one of another protocol.
 */
export async function askApiVersions(broker: string, signal: AbortSignal): Promise<void> {
  const colon = broker.lastIndexOf(':')
  const host = broker.slice(0, colon).replace(/^\[|\]$/g, '')
  const socket = connect({ host, port: Number(broker.slice(colon + 1)), signal })
  // What waits below rejects with it.
  socket.on('error', () => {})
  try {
    await once(socket, 'connect', { signal })
    socket.write(request())
    const hangsUp = once(socket, 'end', { signal }).then(() => {
      throw new Error('the connection was closed')
    })
    const [reply] = (await Promise.race([once(socket, 'data', { signal }), hangsUp])) as [Buffer]
    if (reply.length < 8 || reply.readInt32BE(4) !== correlation)
      throw new Error('it does not speak Kafka’s protocol')
  } finally {
    socket.destroy()
  }
}

/** Size, key, version, correlation, and a client without a name. */
function request(): Buffer {
  const body = Buffer.alloc(10)
  body.writeInt16BE(apiVersionsKey, 0)
  body.writeInt32BE(correlation, 4)
  body.writeInt16BE(-1, 8)
  const size = Buffer.alloc(4)
  size.writeInt32BE(body.length)
  return Buffer.concat([size, body])
}
