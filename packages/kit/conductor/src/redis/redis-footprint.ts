import type { Access, Footprint } from '../explore/footprint.ts'
import type { Touches } from './touches.ts'

/** Stands for every key of every database: for what reads any of them. */
const anyKey = 'redis: any key'

export function resourceOf(database: number, key: string): string {
  return `redis ${database} ${key}`
}

/**
 * What a command touches in a database.
 *
 * @param keyOrder Whether the order in which keys lie is seen, so that no two writes are swapped.
 */
export function footprintOf(touches: Touches, database: number, keyOrder: boolean): Footprint {
  if (touches === 'everything') return 'everything'
  const own = touches.keys.flatMap(({ key, access }): Access[] => {
    const resource = resourceOf(database, key)
    if (access === 'read') return [{ resource, mode: 'read' }]
    // It is seen at once by who reads the key or any key, and the next write comes after it.
    return [
      { resource, mode: 'publish' },
      { resource, mode: 'write' },
      { resource: anyKey, mode: 'publish' },
      ...(keyOrder ? [{ resource: anyKey, mode: 'write' } as const] : []),
    ]
  })
  return touches.readsAll ? [...own, { resource: anyKey, mode: 'read' }] : own
}
