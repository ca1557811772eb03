import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { pricesInDatabase, putOnSale } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import type { OpenPrices } from './price-store.ts'

/** The prices of two products, written one after the other. */
const writes = [
  [1, 110],
  [2, 220],
] as const

export interface Survived {
  /** How many writes have returned. */
  acknowledged: number
  /** How many of these are in the database. */
  kept: number
}

export interface KeepsWrites {
  race: Race
  /** What there was after the order that ran last. */
  survived(): Survived
}

/**
 * The contract: an acknowledged write is in the database in the end. A process writes two prices and
 * flushes. It may die before any of its steps, and then starts again and flushes; or Redis may lose
 * its memory.
 */
export function keepsAcknowledgedWrites(
  world: World,
  open: OpenPrices,
  dies: 'process' | 'redis',
): KeepsWrites {
  const stores = { pool: world.db.pool, redis: world.space.watched() }
  const memory = world.space.watched()
  let acknowledged: (typeof writes)[number][] = []
  let kept = 0
  const sell = async () => {
    const prices = open(stores)
    for (const write of writes) {
      await prices.writePrice(write[0], write[1])
      acknowledged.push(write)
    }
    await prices.flush?.()
  }
  const race = conduct({
    async setup() {
      acknowledged = []
      await putOnSale(world, 2)
    },
    actors: {
      shop:
        dies === 'process'
          ? crashable(sell, { restart: async () => open(stores).flush?.() })
          : sell,
      // What a crash of a Redis without persistence leaves, at a moment that can be chosen.
      ...(dies === 'redis' && { redis: async () => void (await memory.flushdb()) }),
    },
    async invariant() {
      const prices = await pricesInDatabase(world)
      kept = acknowledged.filter(([id, price]) => prices.get(id) === price).length
      const lost = acknowledged.length - kept
      return lost > 0 ? `${lost} of ${acknowledged.length} acknowledged writes are lost` : undefined
    },
  })
  return { race, survived: () => ({ acknowledged: acknowledged.length, kept }) }
}
