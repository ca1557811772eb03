import { setTimeout as wait } from 'node:timers/promises'
import type { Payments } from '../payments/payments.ts'
import { repeat } from '../repeat.ts'
import type { Shop } from '../shop.ts'
import { compareAgain } from './compare-again.ts'
import { reconcile } from './reconcile.ts'

/** Reconciles every so often. What fails is tried again the next time. */
export function runReconciler(shop: Shop, payments: Payments): AsyncDisposable {
  const everyMs = shop.configuration.RECONCILE_SECONDS * 1000
  const health = shop.health.addPart('reconciler', everyMs)
  health.worked()
  let after: string | undefined
  return repeat(async (signal) => {
    await wait(everyMs, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    // Orders go on without it.
    after = await compareAgain(shop, after).catch((error: unknown) => {
      shop.log.warn({ error }, 'cannot look for what was lost')
      return after
    })
    health.worked()
    const onProgress = health.worked
    await reconcile(shop, payments, { signal, onProgress }).catch((error: unknown) =>
      shop.log.warn({ error }, 'cannot reconcile now'),
    )
    health.worked()
  })
}
