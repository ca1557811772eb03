import { socketsTo } from '@lab/servers/sockets-to'
import type { ISocketFactory } from 'kafkajs'
import type { Proxy } from './proxy.ts'

/**
 * Leads a Kafka client through proxies, although brokers tell it their own addresses.
 * @param proxies By the address of the broker that each stands before, as `host:port`.
 * @returns The `socketFactory` of a client; brokers without a proxy are reached directly.
 */
export function socketsThrough(proxies: Readonly<Record<string, Proxy>>): ISocketFactory {
  return socketsTo((address) => {
    const proxy = proxies[address]
    return proxy && Number(new URL(proxy.url).port)
  })
}
