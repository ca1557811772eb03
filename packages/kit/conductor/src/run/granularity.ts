/**
 * How finely a race is looked at. It becomes finer, and the exploration begins anew, when a run shows
 * that something matters which was taken for certain.
 */
export interface Granularity {
  /** Pools that may run short of clients, or give one as others left it: to get one is a step. */
  readonly scarcePools: ReadonlySet<object>
  /** Statements changed the schema, so that what is known of it decides nothing. */
  readonly schemaChanges: boolean
  /** The actors see in which order the keys of Redis lie, which each write decides. */
  readonly keyOrder: boolean
  /** The actors ask which number of a sequence their session took last. */
  readonly lastNumbers: boolean
  /** Goes up with each change. */
  readonly version: number
  /** Notes how many clients of a pool an actor has at once. */
  noteClients(pool: { max: number; id: object }, actor: string, held: number): void
  /** Notes that a client went back to its pool with something that its next user finds. */
  noteLeftovers(pool: object): void
  noteSchemaChange(): void
  noteKeyOrder(): void
  noteLastNumbers(): void
  /** Notes that a session cannot be made as it was before its first run. */
  noteKeptSetting(): void
}

export function createGranularity(): Granularity {
  const scarcePools = new Set<object>()
  const mostHeld = new Map<object, Map<string, number>>()
  let schemaChanges = false
  let keyOrder = false
  let lastNumbers = false
  let version = 0
  return {
    scarcePools,
    get schemaChanges() {
      return schemaChanges
    },
    get keyOrder() {
      return keyOrder
    },
    get lastNumbers() {
      return lastNumbers
    },
    get version() {
      return version
    },
    noteClients({ id, max }, actor, held) {
      const byActor = mostHeld.get(id) ?? new Map<string, number>()
      mostHeld.set(id, byActor)
      byActor.set(actor, Math.max(held, byActor.get(actor) ?? 0))
      const together = [...byActor.values()].reduce((sum, most) => sum + most, 0)
      if (together <= max || scarcePools.has(id)) return
      scarcePools.add(id)
      version++
    },
    noteLeftovers(pool) {
      const isShared = (mostHeld.get(pool)?.size ?? 0) > 1
      if (!isShared || scarcePools.has(pool)) return
      scarcePools.add(pool)
      version++
    },
    noteSchemaChange() {
      if (schemaChanges) return
      schemaChanges = true
      version++
    },
    noteKeyOrder() {
      if (keyOrder) return
      keyOrder = true
      version++
    },
    noteLastNumbers() {
      if (lastNumbers) return
      lastNumbers = true
      version++
    },
    noteKeptSetting: () => void version++,
  }
}
