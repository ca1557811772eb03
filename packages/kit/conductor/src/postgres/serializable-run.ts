import type { Access, Footprint } from '../explore/footprint.ts'

/**
 * What the serializable transactions of one run have read and written. When one has read what
 * another one writes, the server notes a conflict, and may abort either of them at its next
 * statement (Ports and Grittner, Serializable Snapshot Isolation in PostgreSQL, VLDB 2012).
 */
export interface SerializableRun {
  /** Notes a statement; returns what it touches of the server's book of conflicts. */
  touches(session: object, data: Footprint): Footprint
  /** Notes that the session's transaction has ended. */
  ends(session: object): Footprint
}

interface Noted {
  reads: Set<string>
  writes: Set<string>
  isOpaque: boolean
}

const runs = new WeakMap<object, SerializableRun>()

export function serializableRunOf(run: object): SerializableRun {
  const known = runs.get(run) ?? createSerializableRun()
  runs.set(run, known)
  return known
}

// A statement may find its transaction doomed; to doom one, and which one, depends on the order.
const looks: Access = { resource: '(conflicts)', mode: 'read' }
const decides: Access[] = [
  { resource: '(conflicts)', mode: 'publish' },
  { resource: '(order of conflicts)', mode: 'instant' },
]

function createSerializableRun(): SerializableRun {
  const open = new Map<object, Noted>()
  // Also those that have ended: a conflict with a transaction that ran at the same time counts.
  const all: Noted[] = []

  function notedOf(session: object): Noted {
    const known = open.get(session)
    if (known !== undefined) return known
    const noted = { reads: new Set<string>(), writes: new Set<string>(), isOpaque: false }
    open.set(session, noted)
    all.push(noted)
    return noted
  }

  return {
    touches(session, data) {
      const own = notedOf(session)
      const others = all.filter((other) => other !== own)
      if (data === 'everything') {
        own.isOpaque = true
        return data
      }
      const rows = data.filter(({ resource }) => !resource.startsWith('('))
      const accesses = rows.map(({ resource, mode }): Access => {
        const isWrite = mode === 'insert' || mode === 'update' || mode === 'write'
        own.reads.add(resource)
        if (isWrite) own.writes.add(resource)
        return { resource: `serializable ${resource}`, mode: isWrite ? 'publish' : 'read' }
      })
      const conflicts = others.some((other) =>
        rows.some(
          ({ resource }) =>
            other.isOpaque ||
            other.writes.has(resource) ||
            (own.writes.has(resource) && other.reads.has(resource)),
        ),
      )
      return conflicts ? [...accesses, looks, ...decides] : [...accesses, looks]
    },
    ends(session) {
      open.delete(session)
      return decides
    },
  }
}
