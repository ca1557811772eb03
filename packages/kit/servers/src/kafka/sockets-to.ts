import { connect } from 'node:net'
import type { ISocketFactory } from 'kafkajs'

/**
 * Leads a Kafka client elsewhere than to the address that it asks for.
 *
 * @param portFor The port on loopback for a broker's `host:port`; undefined for the broker itself.
 * @returns The `socketFactory` of a client.
 */
export function socketsTo(portFor: (address: string) => number | undefined): ISocketFactory {
  return ({ host, port, onConnect }) => {
    const other = portFor(`${host}:${port}`)
    return connect(
      other === undefined ? { host, port } : { host: '127.0.0.1', port: other },
      onConnect,
    )
  }
}
