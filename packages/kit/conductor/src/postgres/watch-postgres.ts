import { AsyncResource } from 'node:async_hooks'
import type pg from 'pg'
import { currentActor, untilClosed } from '../run/actor.ts'
import { callSite, shownCallSite } from '../run/call-site.ts'
import { NotConductedError } from '../errors.ts'
import { performQuery } from './perform-query.ts'
import { knownSession } from './postgres-session.ts'
import type { Query } from './query.ts'
import { isSetUp, noteOpening } from './set-up.ts'

type Callback = (error: Error | undefined, result?: unknown) => void

/** Where clients were checked out: what the kit sends by itself, such as `begin`, is asked for there. */
export const checkouts = new WeakMap<pg.Client, string>()
const watched = new WeakSet<object>()
const guarded = new WeakSet<object>()

/** Makes each statement of this client wait for its actor's turn. Changes the client in place. */
export function watchPostgresClient(client: pg.Client): void {
  if (watched.has(client)) return
  guardOthers(client)
  watched.add(client)
  const query = client.query.bind(client) as Query
  const conducted: Query = (...given) => {
    const actor = currentActor()
    if (actor === undefined) return query(...given)
    const at = shownCallSite() ?? checkouts.get(client)
    const { callback, call } = readCall(given)
    if (call === undefined) {
      const error = new NotConductedError(
        'conduct query: it must be text or a config, received a cursor or a stream',
        'read the rows with one query, or in pages',
        callSite(),
      )
      actor.refuse(error)
      throw error
    }
    const result = performQuery(actor, client, query, { ...call, at })
    if (callback === undefined) return result
    const bound = AsyncResource.bind(callback)
    result.then((value) => bound(undefined, value), bound)
    return undefined
  }
  client.query = conducted as typeof client.query
  const end = client.end.bind(client) as () => Promise<void>
  client.end = ((callback?: () => void) => {
    const done = endConducted(client, end)
    if (callback === undefined) return done
    void done.then(callback)
    return undefined
  }) as typeof client.end
  // A session that the server ends is an answer for its actor, not for the process.
  client.on('error', () => {})
}

/** The server lets a session's locks go some time after its client has: they belong to this step. */
async function endConducted(client: pg.Client, end: () => Promise<void>): Promise<void> {
  const actor = currentActor()
  const known = knownSession(client)
  // A pool ends an idle client by a timer, which an actor has set that ended long ago.
  if (actor === undefined || actor.hasEnded() || known === undefined) return end()
  actor.touch('everything')
  await untilClosed(
    actor,
    end().then(async () => (await known).gone()),
  )
}

/** Lets a client of the same library that is not watched say so, when an actor uses it. */
function guardOthers(client: pg.Client): void {
  const prototype = Object.getPrototypeOf(client) as Record<'query' | 'connect', Query>
  if (guarded.has(prototype) || !Object.hasOwn(prototype, 'query')) return
  guarded.add(prototype)
  const { query, connect } = prototype
  prototype.connect = function (this: object, ...given) {
    if (!watched.has(this)) noteOpening(this)
    return connect.apply(this, given)
  }
  prototype.query = function (this: object, ...given) {
    const actor = currentActor()
    if (actor !== undefined && !watched.has(this)) {
      const error = new NotConductedError(
        `conduct ${actor.name}: every client that it uses must be watched, received one that is not`,
        'watch(client) or watch(pool), before the race',
        callSite(),
      )
      const isWatched = () => watched.has(this)
      if (isSetUp(actor, this as pg.Client, given, { isWatched, error }))
        return query.apply(this, given)
      actor.refuse(error)
      throw error
    }
    return query.apply(this, given)
  }
}

function readCall(given: unknown[]): {
  callback: Callback | undefined
  call: { text: string; values: unknown[]; given: unknown[] } | undefined
} {
  const last = given.at(-1)
  const callback = typeof last === 'function' ? (last as Callback) : undefined
  const withoutCallback = callback === undefined ? given : given.slice(0, -1)
  const [config, values] = withoutCallback as [string | pg.QueryConfig, unknown[] | undefined]
  if (
    typeof config !== 'string' &&
    (config === null || typeof config !== 'object' || 'submit' in config)
  ) {
    return { callback, call: undefined }
  }
  const text = typeof config === 'string' ? config : config.text
  const own = typeof config === 'string' ? [] : (config.values ?? [])
  return { callback, call: { text, values: values ?? own, given: withoutCallback } }
}
