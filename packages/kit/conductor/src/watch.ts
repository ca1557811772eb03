import type { Redis } from 'ioredis'
import type { Producer } from 'kafkajs'
import type pg from 'pg'
import { watchProducer } from './kafka/watch-kafka.ts'
import { watchPostgresPool } from './postgres/watch-pool.ts'
import { watchPostgresClient } from './postgres/watch-postgres.ts'
import { watchRedis } from './redis/watch-redis.ts'

const watched = new WeakSet()

/**
 * Makes a client wait for its actor's turn at every statement or command. It is changed in place,
 * and outside a conducted run it stays an ordinary client.
 *
 * @param client A `pg` Client or Pool, an ioredis client, or a kafkajs producer; a pool before its first use.
 * @returns The same client.
 */
export function watch<Client extends pg.Client | pg.Pool | Redis | Producer>(
  client: Client,
): Client {
  if (watched.has(client)) return client
  watched.add(client)
  if ('totalCount' in client) watchPostgresPool(client)
  else if ('sendBatch' in client) watchProducer(client)
  else if ('sendCommand' in client) watchRedis(client)
  else watchPostgresClient(client)
  return client
}
