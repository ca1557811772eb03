import { setTimeout as wait } from 'node:timers/promises'
import { isReady } from './start-shop.ts'
import type { Instance, Role } from './start-shop.ts'
import type { Trial } from './trial.ts'

export type Silent = 'postgres' | 'redis' | 'kafka'

/** Longer than the time limits of the shop, also on a busy machine. */
export const noticedWithinMs = 15_000
/**
 * A consumer that connects anew is another member of its group, which waits 8 s for the old one; and
 * again, when the other consumer comes later.
 */
const againWithinMs = 30_000
const lookMs = 200

/** Who cannot work without it. The limiter of the API counts by itself without Redis. */
const needs: Record<Silent, readonly Role[]> = {
  postgres: ['api', 'orchestrator', 'consumer'],
  redis: [],
  kafka: ['orchestrator', 'consumer'],
}

interface Ready {
  ready: boolean
  without: string[]
}

/**
 * Swallows what a server answers, then also what it is asked, on old connections and new ones. The old
 * ones stay silent for ever: the shop has to give them up. Every process has to say that it notices, and
 * to be ready again.
 */
export async function fallSilent(trial: Trial, server: Silent): Promise<void> {
  const { links, shop, silences, faultMs, signal } = trial
  if (links === undefined) throw new Error(`Cannot silence ${server}: there are no proxies`)
  const begin = performance.now()
  const roles = (['api', 'orchestrator', 'consumer'] as const).flatMap((role) => shop.of(role))
  const concerned = roles.filter(({ role }) =>
    server === 'redis' ? role === 'api' : needs[server].includes(role),
  )
  for (const link of links[server]) link.hang('received')
  const noticed = await allOf(concerned, trial, noticedWithinMs, ({ ready, without }) =>
    server === 'redis' ? without.includes('redis') : !ready,
  )
  for (const link of links[server]) link.hang()
  await wait(Math.max(0, faultMs / 2 - (performance.now() - begin)), undefined, { signal })
  for (const link of links[server]) link.forget()
  await Promise.all(roles.map(isReady))
  const again = await allOf(
    roles,
    trial,
    againWithinMs,
    ({ ready, without }) => ready && without.length === 0,
  )
  silences.push(
    ...noticed.map(({ role }) => `${role} does not say that ${server} is silent`),
    ...again.map(({ role }) => `${role} is not ready again after ${server} was silent`),
  )
}

/** @returns Those that did not become so in time. */
async function allOf(
  instances: readonly Instance[],
  { signal }: Trial,
  withinMs: number,
  isSo: (health: Ready) => boolean,
): Promise<Instance[]> {
  const until = performance.now() + withinMs
  let left = [...instances]
  while (left.length > 0 && performance.now() < until) {
    const answers = await Promise.all(left.map(async (one) => isSo(await healthOf(one))))
    left = left.filter((_, index) => !answers[index])
    if (left.length > 0) await wait(lookMs, undefined, { signal })
  }
  return left
}

/** A process that has just begun, or has ended, is not ready. */
async function healthOf({ healthUrl }: Instance): Promise<Ready> {
  try {
    const response = await fetch(`${healthUrl}/health/ready`, {
      signal: AbortSignal.timeout(5_000),
    })
    return (await response.json()) as Ready
  } catch {
    return { ready: false, without: [] }
  }
}
