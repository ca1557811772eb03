import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'
import type { Pool } from 'pg'

export type Databases = Record<'inventory' | 'payment', Pool>

/** Opens a database for each service. `databases` are watched, `plain` ones look afterwards. */
export async function openDatabases() {
  const [inventory, payment] = await Promise.all([
    postgres({ schema: new URL('../schema.sql', import.meta.url) }),
    postgres({ schema: new URL('../schema/payment.sql', import.meta.url) }),
  ])
  return {
    database: inventory,
    databases: { inventory: watch(inventory.pool()), payment: watch(payment.pool()) },
    plain: { inventory: inventory.pool(), payment: payment.pool() },
    async [Symbol.asyncDispose]() {
      await Promise.all([inventory[Symbol.asyncDispose](), payment[Symbol.asyncDispose]()])
    },
  }
}

export type Opened = Awaited<ReturnType<typeof openDatabases>>
