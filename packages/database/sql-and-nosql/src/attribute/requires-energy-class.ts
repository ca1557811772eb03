import { DatabaseError } from 'pg'
import type { Client } from 'pg'
import type { Database } from '../open-database.ts'

/** A shape that from now on requires an energy class of each product. */
export interface Requirement {
  /** The two products that there are before. */
  before: string
  /** What is done about the new attribute. */
  change: string
  /** Adds a product with this class; without one when it is null. */
  add(energyClass: string | null): [statement: string, values: unknown[]]
  /** Counts the products that have no class. */
  without: string
  /** Changes an old product, not its class. */
  touch: string
}

export interface Enforced {
  /** The SQLSTATE that refuses, or `accepted`. */
  missing: string
  wrong: string
  right: string
  oldWithout: number
  oldTouched: string
}

/**
 * The contract: a product without the class is refused, or with one that there is not, and no old
 * product is left without. Everything is rolled back.
 */
export async function requiresEnergyClass(
  db: Database,
  { before, change, add, without, touch }: Requirement,
): Promise<Enforced & { violation: string | undefined }> {
  const client = await db.connect()
  await client.query('begin')
  try {
    await client.query(before)
    await client.query(change)
    const { rows } = await client.query(without)
    const enforced = {
      missing: await tried(client, ...add(null)),
      wrong: await tried(client, ...add('Z')),
      right: await tried(client, ...add('A')),
      oldWithout: rows[0].count,
      oldTouched: await tried(client, touch, []),
    }
    return { ...enforced, violation: violationOf(enforced) }
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

function violationOf({ missing, wrong, oldWithout }: Enforced): string | undefined {
  const accepted = [
    ...(missing === 'accepted' ? ['without a class'] : []),
    ...(wrong === 'accepted' ? ['of class Z'] : []),
  ]
  if (accepted.length > 0) return `a product ${accepted.join(' and one ')} is accepted`
  return oldWithout > 0 ? `${oldWithout} old products have no class` : undefined
}

/** Tries a statement and takes it back: accepted, or the SQLSTATE that refuses it. */
async function tried(client: Client, statement: string, values: unknown[]): Promise<string> {
  await client.query('savepoint before')
  try {
    await client.query(statement, values)
    return 'accepted'
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return error.code ?? error.message
  } finally {
    await client.query('rollback to before')
  }
}
