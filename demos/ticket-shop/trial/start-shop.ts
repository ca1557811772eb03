import { startChild } from '@lab/servers/child-process'
import type { Child } from '@lab/servers/child-process'
import type { DemoNote, DemoCommand } from './demo-commands.ts'
import type { Links } from './open-links.ts'
import type { Omission } from './omissions.ts'
import { startBalancer } from './start-balancer.ts'
import { onDatabase } from './open-trial-data.ts'
import type { TrialData } from './open-trial-data.ts'
import type { Servers } from './open-servers.ts'
import { startProviders } from './start-providers.ts'
import type { Providers } from './start-providers.ts'

export type Role = 'api' | 'orchestrator' | 'consumer'

/** One process of the shop. When it ends, another takes its place, as long as the shop is open. */
export interface Instance {
  role: Role
  /** The process that stands here now. */
  child: Child<DemoCommand, void>
  /** Resolves when the process that stands here now is ready. */
  ready: Promise<void>
  /** Where the process that stands here now tells of its health; undefined at its very beginning. */
  healthUrl: string | undefined
}

export type Shop = Awaited<ReturnType<typeof startShop>>

export interface ShopOptions {
  servers: Servers
  data: TrialData
  without?: readonly Omission[]
  /** What stands between the processes and the servers. */
  links?: Links
  /** How many processes of each role. Default 2. */
  instances?: Partial<Record<Role, number>>
  onNote?: (note: DemoNote, instance: Instance) => void
  /** Configuration of each process, beyond the usual one of the trial. */
  settings?: Record<string, string>
  /** Configuration of the processes of one role, beyond that. */
  settingsOf?: Partial<Record<Role, Record<string, string>>>
}

/** How often one buyer may order. */
export const ordersPerSecond = 0.4
const unitsOfOrder = 10

export const roles: readonly Role[] = ['api', 'orchestrator', 'consumer']
const mostFailures = 3

/** Waits until the process that stands here is ready, or the one that takes its place. */
export async function isReady(instance: Instance): Promise<void> {
  for (;;) {
    const { ready, child } = instance
    await Promise.race([ready, child.ended])
    if (instance.child === child) return ready
  }
}

/** Starts all processes of the shop behind one address. What they share is in the servers. */
export async function startShop(options: ShopOptions) {
  await using starting = new AsyncDisposableStack()
  const providers = starting.use(await startProviders())
  const balancer = starting.use(await startBalancer())
  const env = shopEnvironment(options, providers)
  const instances: Instance[] = []
  let open = true
  for (const role of roles) {
    for (let count = options.instances?.[role] ?? 2; count > 0; count -= 1) {
      const instance = {} as Instance
      place(instance, role)
      instances.push(instance)
    }
  }
  starting.defer(async () => {
    open = false
    await Promise.all(instances.map(({ child }) => child[Symbol.asyncDispose]()))
  })

  function place(instance: Instance, role: Role, failedBefore = 0): void {
    const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
    ready.catch(() => {})
    let failed = failedBefore + 1
    let url: string | undefined
    const child = startChild<DemoCommand, void, DemoNote>(
      new URL('shop-process.ts', import.meta.url),
      {
        args: [role, ...(options.without ?? [])],
        env: { ...env, ...options.settingsOf?.[role] },
        onNote(note) {
          if (note.type === 'ready') {
            failed = 0
            url = note.url
            if (url !== undefined) balancer.targets.add(url)
            resolve()
          }
          if (note.type === 'health') instance.healthUrl = note.url
          options.onNote?.(note, instance)
        },
      },
    )
    Object.assign(instance, { role, child, ready, healthUrl: undefined })
    void child.ended.then(() => {
      if (url !== undefined) balancer.targets.delete(url)
      if (failed === mostFailures)
        reject(
          new Error(`Cannot start shop: ${role} has ended ${failed} times before it was ready`),
        )
      else if (open) place(instance, role, failed)
    })
  }

  await Promise.all(instances.map(isReady))
  const held = starting.move()
  return {
    url: balancer.url,
    /** Of each process. */
    env,
    providers,
    /** Those of a role, in the order in which they were started. */
    of: (role: Role) => instances.filter((instance) => instance.role === role),
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  }
}

/** What each process of the shop is told. */
function shopEnvironment(
  { servers, data, instances, settings, links }: ShopOptions,
  providers: Providers,
) {
  const standby = process.env['READ_DATABASE_URL'] ?? ''
  return {
    DATABASE_URL: data.databaseUrl,
    // A standby has the databases of its primary under the same names.
    ...(standby === ''
      ? {}
      : { READ_DATABASE_URL: onDatabase(standby, new URL(data.databaseUrl).pathname) }),
    REDIS_URL: servers.redis.url,
    KAFKA_BROKERS: servers.kafka.brokers.join(','),
    ...links?.env,
    PAYMENTS_URL: providers.paymentsUrl,
    MAIL_URL: providers.mailUrl,
    NAME_PREFIX: data.prefix,
    TOKEN_SECRET: 'a secret of 32 characters or more',
    PORT: '0',
    // The least that bcrypt knows: the load is to be on the shop, not on passwords.
    BCRYPT_COST: '4',
    // The buyers log in once, and the longest trial takes longer than a token lives.
    ACCESS_TOKEN_SECONDS: '86400',
    LEASE_SECONDS: '4',
    RECONCILE_SECONDS: '2',
    // Brokers allow no less than 6 by default; those of the trial do.
    SESSION_SECONDS: 'crash' in servers.kafka ? '4' : '10',
    // Soon, as all is near; and long enough for a machine that is busy.
    DATABASE_TIMEOUT_SECONDS: '3',
    KAFKA_TIMEOUT_SECONDS: '2',
    READY_SECONDS: '3',
    DRAIN_SECONDS: '0',
    STOP_SECONDS: '5',
    HOLD_SECONDS: '60',
    ANONYMOUS_LIMIT: '100000',
    STANDARD_LIMIT: String(ordersPerSecond * unitsOfOrder * 60),
    API_PROCESSES: String(instances?.api ?? 2),
    LOG_LEVEL: process.env['LAB_SHOP_LOG'] ?? 'silent',
    ...settings,
  }
}
