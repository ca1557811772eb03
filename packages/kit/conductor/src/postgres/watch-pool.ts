import { AsyncResource } from 'node:async_hooks'
import type pg from 'pg'
import type { Access } from '../explore/footprint.ts'
import { asNobody, currentActor } from '../run/actor.ts'
import type { Actor, Session, Waiting } from '../run/actor.ts'
import { shownCallSite } from '../run/call-site.ts'
import { knownSession } from './postgres-session.ts'
import { clientOwners } from './tidy-session.ts'
import type { ClientOwner } from './tidy-session.ts'
import { checkouts, watchPostgresClient } from './watch-postgres.ts'

type Connect = () => Promise<pg.PoolClient>

let pools = 0

/** Watches the clients of a pool, and what waits for one of them. */
export function watchPostgresPool(pool: pg.Pool): void {
  const watchClient = (given: pg.PoolClient) => {
    const client = given as unknown as pg.Client
    watchPostgresClient(client)
    clientOwners.set(client, ownerOf(pool, client))
  }
  for (const client of (pool as unknown as Inside)._clients ?? []) watchClient(client)
  pool.on('connect', watchClient)
  const watchedPool = createWatchedPool(pool)
  pool.connect = ((
    callback?: (error: unknown, client?: pg.PoolClient, release?: unknown) => void,
  ) => {
    if (callback === undefined) return watchedPool.checkOut()
    const bound = AsyncResource.bind(callback)
    watchedPool.checkOut().then(
      (client) => bound(undefined, client, client.release),
      (error) => bound(error),
    )
    return undefined
  }) as typeof pool.connect
}

/** What pg's own pool has inside. */
interface Inside {
  _clients?: pg.PoolClient[]
  _idle?: { client: unknown }[]
  _remove?(client: pg.Client, callback: () => void): void
}

function ownerOf(pool: pg.Pool, client: pg.Client): ClientOwner {
  const inside = pool as unknown as Inside
  return {
    pool,
    get setsUp() {
      // The first one watches.
      return pool.listenerCount('connect') > 1 || 'onConnect' in pool.options
    },
    async drop() {
      const isIdle = inside._idle?.some((each) => each.client === client) === true
      if (!isIdle || inside._remove === undefined) return false
      await new Promise<void>((resolve) => inside._remove!(client, resolve))
      return true
    },
  }
}

/** How many clients of a pool each actor has. */
interface Holders {
  takes(actor: Actor | undefined): void
  gives(actor: Actor | undefined): void
  count(): number
  of(actor: Actor): number
  names(): string[]
}

function createWatchedPool(pool: pg.Pool): { checkOut: Connect } {
  const connect = pool.connect.bind(pool) as Connect
  const resource: Access = { resource: `pool ${++pools}`, mode: 'instant' }
  const holders = createHolders()
  const asking = createHolders()
  const isBlocked = () =>
    pool.waitingCount > 0 && pool.idleCount === 0 && holders.count() >= pool.options.max

  async function checkOut(): Promise<pg.PoolClient> {
    const actor = currentActor()
    if (actor === undefined) return give(undefined)
    const at = shownCallSite()
    const { granularity } = actor.scope
    asking.takes(actor)
    const together = holders.of(actor) + asking.of(actor)
    granularity.noteClients({ id: pool, max: pool.options.max }, actor.name, together)
    const waiting = {
      statement: 'pool.connect()',
      isBlocked,
      heldBy: () => holders.names(),
      waitLimitMs: () => pool.options.connectionTimeoutMillis || undefined,
      discard: (unused: pg.PoolClient) => unused.release(),
    }
    const client = await ask(actor, waiting, at).finally(() => asking.gives(actor))
    if (at === undefined) checkouts.delete(client as unknown as pg.Client)
    else checkouts.set(client as unknown as pg.Client, at)
    return lend(actor, client)
  }

  /** To get a client is a step of its own where it may decide an order. */
  function ask(
    actor: Actor,
    waiting: Omit<Waiting<pg.PoolClient>, 'value'>,
    at: string | undefined,
  ): Promise<pg.PoolClient> {
    if (!actor.scope.granularity.scarcePools.has(pool)) {
      return actor.wait({ ...waiting, value: asNobody(() => give(actor)) })
    }
    return actor.perform({
      ...waiting,
      fingerprint: waiting.statement,
      at,
      session: undefined,
      send: () => give(actor),
      describe: () => '',
      footprint: () => [resource],
      mayFree: () => false,
    })
  }

  /** A client counts as held from the moment in which the pool gives it. */
  async function give(actor: Actor | undefined): Promise<pg.PoolClient> {
    const client = await connect()
    const release = client.release
    holders.takes(actor)
    client.release = (destroy) => {
      holders.gives(actor)
      if (actor?.scope.granularity.scarcePools.has(pool)) actor.touch([resource])
      release(destroy)
    }
    return client
  }

  return { checkOut }
}

function createHolders(): Holders {
  const counts = new Map<Actor | undefined, number>()
  const of = (actor: Actor | undefined) => counts.get(actor) ?? 0
  return {
    of,
    takes: (actor) => void counts.set(actor, of(actor) + 1),
    gives(actor) {
      if (of(actor) > 1) counts.set(actor, of(actor) - 1)
      else counts.delete(actor)
    },
    count: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    names: () => [...new Set([...counts.keys()].flatMap((actor) => actor?.name ?? []))].toSorted(),
  }
}

/** A client that was checked out dies with its actor, and goes back to the pool as dead. */
function lend(actor: Actor, client: pg.PoolClient): pg.PoolClient {
  const release = client.release
  const known = () => knownSession(client as unknown as pg.Client)
  const lease: Session = {
    user: actor,
    detector: { blocked: () => Promise.resolve(new Map()), findsDeadlocks: false },
    async tidy() {
      const leaves = (await (await known())?.tidy()) ?? []
      giveBack(true)
      return [...leaves, 'a client of the pool']
    },
    async cut() {
      await (await known())?.cut()
      // `pool.query` releases its client by itself when the connection breaks.
      if (actor.sessions.has(lease)) giveBack(true)
    },
  }
  const giveBack = (destroy?: boolean | Error) => {
    actor.sessions.delete(lease)
    release(destroy)
  }
  actor.sessions.add(lease)
  client.release = (destroy) => {
    // With an open transaction it keeps its locks, and others may wait for this actor for ever.
    if (client.getTransactionStatus() === 'I') {
      void known()?.then((session) => actor.sessions.delete(session))
    }
    giveBack(destroy)
  }
  return client
}
