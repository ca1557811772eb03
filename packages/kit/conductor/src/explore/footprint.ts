/**
 * How a step touches a resource. A plain read of PostgreSQL sees committed rows only, so an
 * uncommitted write does not disturb it: what disturbs it is the commit that publishes the write.
 *
 * - `read`: sees what is published
 * - `key`: holds a key in place, as a foreign key does with the row that it points to
 * - `lock`: locks rows and keys, and changes nothing
 * - `insert`, `update`, `write`: adds rows; changes rows, not their keys; changes or removes keys
 * - `release-…`: a read's, a key's or a lock's transaction ends
 * - `publish-…`: a change becomes visible, and its locks go
 * - `instant`: is done and seen at once, by every actor
 */
export type Mode = keyof typeof disturbs

export interface Access {
  resource: string
  mode: Mode
}

/** What a step touches, or `everything` when that is not known. */
export type Footprint = 'everything' | readonly Access[]

const published = ['publish-insert', 'publish-update', 'publish'] as const

// Two writes of one table are never swapped: the rows lie in the table as they were written, and a
// read without `order by` shows it.
const disturbs = {
  read: published,
  key: ['lock', 'write', 'release-lock', 'publish-insert', 'publish'],
  lock: ['key', 'lock', 'update', 'write', 'release-key', 'release-lock', ...published],
  insert: ['insert', 'update', 'write', ...published],
  update: ['lock', 'insert', 'update', 'write', 'release-lock', ...published],
  write: ['key', 'lock', 'insert', 'update', 'write', 'release-key', 'release-lock', ...published],
  'release-read': [],
  'release-key': ['lock', 'write'],
  'release-lock': ['key', 'lock', 'update', 'write'],
  'publish-insert': ['read', 'key', 'lock', 'insert', 'update', 'write'],
  'publish-update': ['read', 'lock', 'insert', 'update', 'write'],
  publish: ['read', 'key', 'lock', 'insert', 'update', 'write'],
  instant: ['instant'],
} as const

/** Whether two steps of different actors give the same in either order. */
export function commutes(one: Footprint, other: Footprint): boolean {
  if (one === 'everything') return other !== 'everything' && other.length === 0
  if (other === 'everything') return one.length === 0
  return one.every((left) =>
    other.every(
      (right) =>
        left.resource !== right.resource ||
        !(disturbs[left.mode] as readonly Mode[]).includes(right.mode),
    ),
  )
}

/** What both steps touch. */
export function union(one: Footprint, other: Footprint): Footprint {
  if (one === 'everything' || other === 'everything') return 'everything'
  if (one.length === 0) return other
  if (other.length === 0) return one
  const added = other.filter(
    ({ resource, mode }) => !one.some((each) => each.resource === resource && each.mode === mode),
  )
  return [...one, ...added]
}

const ends = {
  read: 'release-read',
  key: 'release-key',
  lock: 'release-lock',
  insert: 'publish-insert',
  update: 'publish-update',
  write: 'publish',
} as const

/** What the end of a transaction does to others: its changes become visible, its locks go. */
export function endOf(touched: Footprint): Footprint {
  if (touched === 'everything') return 'everything'
  return touched.flatMap(({ resource, mode }) =>
    mode in ends ? [{ resource, mode: ends[mode as keyof typeof ends] }] : [],
  )
}

/** Without what the end of a transaction does, which waits for no other actor. */
export function withoutEnds(footprint: Footprint): Footprint {
  if (footprint === 'everything') return footprint
  return footprint.filter(({ mode }) => !isEnd(mode))
}

function isEnd(mode: Mode): boolean {
  return mode.startsWith('release-') || mode.startsWith('publish')
}
