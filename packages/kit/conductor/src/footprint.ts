/**
 * How a step touches a resource. A plain read of PostgreSQL sees committed rows only, so an
 * uncommitted write does not disturb it: what disturbs it is the commit that publishes the write.
 *
 * - `read`: sees what is published
 * - `append`: adds rows that can hit no unique key
 * - `key`, `release-key`: holds a key in place (a foreign key's lock on the parent row), lets it go
 * - `update`: locks or changes rows, not their keys
 * - `write`: locks or changes rows and keys
 * - `publish-update`, `publish`: makes an update or a write visible and lets its locks go
 */
export type Mode =
  | 'read'
  | 'append'
  | 'key'
  | 'release-key'
  | 'update'
  | 'write'
  | 'publish-update'
  | 'publish'

export interface Access {
  resource: string
  mode: Mode
}

/** What a step touches, or `everything` when that is not known. */
export type Footprint = 'everything' | readonly Access[]

const disturbs: Record<Mode, readonly Mode[]> = {
  read: ['publish-update', 'publish'],
  append: [],
  key: ['write', 'publish'],
  'release-key': ['write'],
  update: ['update', 'write', 'publish-update', 'publish'],
  write: ['key', 'release-key', 'update', 'write', 'publish-update', 'publish'],
  'publish-update': ['read', 'update', 'write'],
  publish: ['read', 'key', 'update', 'write'],
}

/** Whether two steps of different actors give the same in either order. */
export function commutes(one: Footprint, other: Footprint): boolean {
  if (one === 'everything') return other !== 'everything' && other.length === 0
  if (other === 'everything') return one.length === 0
  return one.every((left) =>
    other.every(
      (right) => left.resource !== right.resource || !disturbs[left.mode].includes(right.mode),
    ),
  )
}

/** What both steps touch. */
export function union(one: Footprint, other: Footprint): Footprint {
  if (one === 'everything' || other === 'everything') return 'everything'
  return [...one, ...other]
}
