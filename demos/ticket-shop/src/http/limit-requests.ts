// So many requests a minute: of each account by its plan, and of each network that asks without one. A
// password is charged to the network, whoever sends it: else a token would buy more guesses.
import { createHash } from 'node:crypto'
import { localTokenBucket, rateLimit, tokenBucket } from '@lab/rate-limiting'
import type { Plan } from '@lab/rate-limiting'
import { withDeadline } from '@lab/redis-outage'
import type { Request, RequestHandler } from 'express'
import type { Shop } from '../shop.ts'
import { accountOf } from './authorise.ts'
import { logOf } from './log-requests.ts'
import { networkOf } from './network-of.ts'
import { requestId } from './problems.ts'

const windowMs = 60_000
/** What takes much of a server or of a processor costs as much as ten other requests. */
const mostUnits = 10
const withPassword = new Set(['POST /accounts', 'POST /sessions'])
const costly = new Set(['POST /orders', 'POST /events', ...withPassword])

export function limitRequests(shop: Shop): RequestHandler {
  const { ANONYMOUS_LIMIT, STANDARD_LIMIT, PREMIUM_LIMIT } = shop.configuration
  return limit(shop, {
    plans: { anonymous: ANONYMOUS_LIMIT, standard: STANDARD_LIMIT, premium: PREMIUM_LIMIT },
    identify(request) {
      const account = withPassword.has(lineOf(request)) ? undefined : accountOf(request.res!)
      return account === undefined
        ? { key: networkOf(request.ip), plan: 'anonymous' }
        : { key: account.id, plan: account.plan }
    },
    cost: { most: mostUnits, of: (request) => (costly.has(lineOf(request)) ? mostUnits : 1) },
  })
}

/**
 * So many log-ins a minute to one account. One network soon has no more; all together have so many
 * that a stranger needs many networks to keep the owner out, and finds no password by guessing.
 */
export function limitLogIns(shop: Shop): RequestHandler[] {
  const { NETWORK_LOG_IN_LIMIT, LOG_IN_LIMIT } = shop.configuration
  const account = ({ body }: Request) => hashOf((body as { email?: unknown })?.email)
  return [
    limit(shop, {
      plans: { 'log-ins-of-network': NETWORK_LOG_IN_LIMIT },
      identify: (request) => ({
        key: `${account(request)}-${networkOf(request.ip)}`,
        plan: 'log-ins-of-network',
      }),
    }),
    limit(shop, {
      plans: { 'log-ins': LOG_IN_LIMIT },
      identify: (request) => ({ key: account(request), plan: 'log-ins' }),
    }),
  ]
}

const lineOf = ({ method, path }: Request) => `${method} ${path}`

/** Redis does not have to know addresses. What is no text is no account's, and is refused later. */
const hashOf = (email: unknown): string =>
  createHash('sha256')
    .update(typeof email === 'string' ? email.trim().toLowerCase() : '')
    .digest('base64url')

interface Limits {
  /** Units in a minute. */
  plans: Record<string, number>
  identify(request: Request): { key: string; plan: string }
  /** Of a request, in units. Without it each costs one. */
  cost?: { most: number; of(request: Request): number }
}

function limit(shop: Shop, { plans, identify, cost }: Limits): RequestHandler {
  const { redis, configuration, metrics } = shop
  // Longer than Redis takes, shorter than a buyer notices.
  const timeoutMs = configuration.REDIS_TIMEOUT_SECONDS * 1000
  const plan = (units: number): Plan => {
    const limiter = tokenBucket({ redis, limit: units, windowMs })
    return {
      limiter: { ...limiter, consume: withDeadline(limiter.consume, { timeoutMs }) },
      // Each process then has a bucket of its own, of its share. One that holds no order would let
      // nobody buy.
      whenRedisFails: localTokenBucket({
        limit: Math.max(cost?.most ?? 1, Math.ceil(units / configuration.API_PROCESSES)),
        windowMs,
      }),
    }
  }
  return rateLimit({
    plans: Object.fromEntries(Object.entries(plans).map(([name, units]) => [name, plan(units)])),
    identify(request) {
      const { key, plan: name } = identify(request)
      return { key: shop.name(key), plan: name }
    },
    ...(cost && { cost: cost.of }),
    problem: ({ res }) => ({ title: 'Too many requests', instance: requestId(res!) }),
    onFailure(error, { res }) {
      metrics.limiterFailures.inc()
      logOf(res!).warn({ error }, 'limiting without Redis')
    },
  })
}
