import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigurationError } from '../configuration.ts'

/** Where to listen, and what the variables are called that say so. */
export interface Listening {
  host: string
  port: number
  names: { host: string; port: string }
}

/**
 * Returns the address on which a server listens from now on.
 *
 * @throws {ConfigurationError} If it cannot: another process has the port, or the host is not of this
 *   machine.
 */
export async function listen(server: Server, { host, port, names }: Listening): Promise<string> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as { code?: string }
    const why = `${names.host}=${host} and ${names.port}=${port} must be free and of this machine`
    throw new ConfigurationError(`Cannot start: ${why}, received ${code}`, { cause: error })
  }
  const { port: given } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${given}`
}
