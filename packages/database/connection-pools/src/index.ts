export {
  answersEveryRequest,
  bothServed,
  oneRefused,
  threeServed,
  twoAtOnce,
} from './answers/answers-every-request.ts'
export type { Order, Requests } from './answers/answers-every-request.ts'
export { clientPassedDown } from './answers/client-passed-down.ts'
export { logFirst } from './answers/log-first.ts'
export { logThroughASecondPool } from './answers/log-through-a-second-pool.ts'
export { nestedCheckout } from './answers/nested-checkout.ts'
export { releaseAfterSuccess } from './answers/release-after-success.ts'
export { releaseWithoutRollback } from './answers/release-without-rollback.ts'
export { openDatabase } from './open-database.ts'
export type { Database } from './open-database.ts'
export { connectPerRequest } from './sizes/connect-per-request.ts'
export { fitsTheServer } from './sizes/fits-the-server.ts'
export type { OpenConnections } from './sizes/fits-the-server.ts'
export { poolPerModule } from './sizes/pool-per-module.ts'
export { serveBurst } from './sizes/serve-burst.ts'
export type { ServedBurst } from './sizes/serve-burst.ts'
export { sharedPool } from './sizes/shared-pool.ts'
export { resetOnRelease } from './tenants/reset-on-release.ts'
export { seesItsTenantOnly } from './tenants/sees-its-tenant-only.ts'
export type { ReadInvoices } from './tenants/sees-its-tenant-only.ts'
export { setLocal } from './tenants/set-local.ts'
export { setOnAClient } from './tenants/set-on-a-client.ts'
export { setOnThePool } from './tenants/set-on-the-pool.ts'
export { transactionOnThePool } from './tenants/transaction-on-the-pool.ts'
