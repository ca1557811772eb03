// What a process counts, for those who run it. Every label has few values: a route's pattern and never
// its path, a group, an outcome.
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Pool } from 'pg'
import type { HashQueue } from '../accounts/queue-hashes.ts'

export interface Pools {
  database: Pool
  standby?: Pool
  /** Of the primary, for lists that the standby cannot answer: orders keep their connections. */
  lists?: Pool
}

export interface Metrics {
  registry: Registry
  requests: Histogram<'method' | 'route' | 'status'>
  limiterFailures: Counter
  messages: Counter<'group' | 'outcome'>
  providerCalls: Histogram<'call' | 'outcome'>
  breaker: Gauge<'state'>
}

/** Has a registry of its own: nothing is shared with another shop in the same process. */
export function createMetrics(pools: Pools, hashes: Pick<HashQueue, 'waiting'>): Metrics {
  const registry = new Registry()
  const registers = [registry]
  countConnections(registry, pools)
  countHashes(registry, hashes)
  return {
    registry,
    requests: new Histogram({
      name: 'shop_http_request_seconds',
      help: 'Requests, by the pattern of their route; "none" was refused before it, or is not found',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      registers,
    }),
    limiterFailures: new Counter({
      name: 'shop_limiter_failures_total',
      help: 'Requests that were counted, or let in, in this process alone, because Redis failed',
      registers,
    }),
    messages: new Counter({
      name: 'shop_messages_total',
      help: 'Messages of Kafka that were processed or set aside, and tries that failed',
      labelNames: ['group', 'outcome'],
      registers,
    }),
    providerCalls: new Histogram({
      name: 'shop_provider_call_seconds',
      help: 'Calls of the payment provider, and those that the breaker kept back',
      labelNames: ['call', 'outcome'],
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 3],
      registers,
    }),
    breaker: new Gauge({
      name: 'shop_breaker_state',
      help: '1 for the state of the breaker before the payment provider, 0 for the others',
      labelNames: ['state'],
      registers,
    }),
  }
}

function countConnections(registry: Registry, pools: Pools): void {
  const connections: Gauge<'pool' | 'state'> = new Gauge({
    name: 'shop_pool_connections',
    help: 'Connections to PostgreSQL in total, those that are idle, and requests that wait for one',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries<Pool>({
        ...pools,
      })) {
        connections.set({ pool, state: 'total' }, totalCount)
        connections.set({ pool, state: 'idle' }, idleCount)
        connections.set({ pool, state: 'waiting' }, waitingCount)
      }
    },
  })
}

function countHashes(registry: Registry, hashes: Pick<HashQueue, 'waiting'>): void {
  const waiting: Gauge = new Gauge({
    name: 'shop_hashes_waiting',
    help: 'Passwords that wait until others are hashed',
    registers: [registry],
    collect() {
      waiting.set(hashes.waiting)
    },
  })
}
