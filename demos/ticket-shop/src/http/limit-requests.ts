// So many requests a minute: of each address before the log-in, of each account by its plan.
import { localTokenBucket, rateLimit, tokenBucket } from '@lab/rate-limiting'
import type { Plan } from '@lab/rate-limiting'
import { withDeadline } from '@lab/redis-outage'
import type { RequestHandler } from 'express'
import type { Shop } from '../shop.ts'
import { accountOf } from './authorise.ts'
import { logOf } from './log-requests.ts'
import { requestId } from './problems.ts'

const windowMs = 60_000
/** What takes much of a server or of a processor costs as much as ten other requests. */
const costly = new Set(['POST /orders', 'POST /accounts', 'POST /sessions'])
/** Longer than Redis takes, shorter than a buyer notices. */
const timeoutMs = 100

export function limitRequests(shop: Shop): RequestHandler {
  const { redis, configuration } = shop
  const processes = configuration.API_PROCESSES
  const plan = (limit: number): Plan => {
    const limiter = tokenBucket({ redis, limit, windowMs })
    return {
      limiter: { ...limiter, consume: withDeadline(limiter.consume, { timeoutMs }) },
      // Each process then has a bucket of its own, of its share.
      whenRedisFails: localTokenBucket({ limit: Math.ceil(limit / processes), windowMs }),
    }
  }
  return rateLimit({
    plans: {
      anonymous: plan(configuration.ANONYMOUS_LIMIT),
      standard: plan(configuration.STANDARD_LIMIT),
      premium: plan(configuration.PREMIUM_LIMIT),
    },
    identify({ ip = '', res }) {
      const account = accountOf(res!)
      return account === undefined
        ? { key: shop.name(ip), plan: 'anonymous' }
        : { key: shop.name(account.id), plan: account.plan }
    },
    cost: ({ method, path }) => (costly.has(`${method} ${path}`) ? 10 : 1),
    problem: ({ res }) => ({ title: 'Too many requests', instance: requestId(res!) }),
    onFailure: (error, { res }) => logOf(res!).warn({ error }, 'limiting without Redis'),
  })
}
