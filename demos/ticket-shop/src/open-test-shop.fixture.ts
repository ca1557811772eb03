import { once } from 'node:events'
import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import { redis } from '@lab/servers/redis'
import { readConfiguration } from './configuration.ts'
import { openShop } from './open-shop.ts'
import type { Shop, Ways } from './shop.ts'
import { usualWays } from './usual-ways.ts'

export interface TestShop extends Shop {
  db: Postgres
}

/** For tests that ask more than an account may. */
export const withoutLimits: Ways = {
  ...usualWays,
  limitRequests: () => (_request, _response, next) => next(),
  limitLogIns: () => [],
}

/** Opens a shop with servers of its own. Kafka and the providers are not there. */
export async function openTestShop(
  environment: Record<string, string> = {},
  ways: Ways = usualWays,
): Promise<TestShop> {
  await using opening = new AsyncDisposableStack()
  const [db, space] = await Promise.all([
    postgres({ schema: new URL('../schema.sql', import.meta.url) }),
    redis(),
  ])
  opening.use(db)
  opening.use(space)
  const shop = opening.use(
    openShop(
      readConfiguration({
        DATABASE_URL: db.url,
        REDIS_URL: space.url,
        KAFKA_BROKERS: '127.0.0.1:1',
        PAYMENTS_URL: 'http://127.0.0.1:1',
        MAIL_URL: 'http://127.0.0.1:1',
        TOKEN_SECRET: 'a secret of 32 characters or more',
        PORT: '0',
        BCRYPT_COST: '4',
        LOG_LEVEL: 'silent',
        // A busy machine is no silent one.
        REDIS_TIMEOUT_SECONDS: '5',
        DATABASE_TIMEOUT_SECONDS: '30',
        DRAIN_SECONDS: '0',
        ...environment,
      }),
      ways,
    ),
  )
  await Promise.all([once(shop.redis, 'ready'), shop.pool.query('select')])
  const opened = opening.move()
  return { ...shop, db, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
