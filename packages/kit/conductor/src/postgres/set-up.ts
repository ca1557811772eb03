import type pg from 'pg'
import { currentActor } from '../run/actor.ts'
import type { Actor, Session } from '../run/actor.ts'
import type { Schema } from './footprint-of-statement.ts'
import { loadParser, parseSql } from './parse-sql.ts'
import { postgresServer } from './postgres-server.ts'
import { traitsOf } from './statement-kind.ts'

/**
 * A library with a pool of its own opens connections while an actor runs, sets each one up, and only
 * then gives it to a hook that can watch it. What is sent until then is no step.
 */
const openers = new WeakMap<object, Actor>()
const sentBefore = new WeakMap<object, string[]>()

/** Notes which actor opens a connection that is not watched yet. */
export function noteOpening(client: object): void {
  const actor = currentActor()
  if (actor !== undefined) openers.set(client, actor)
}

interface Judged {
  isWatched(): boolean
  /** Why the exploration ends when nothing has watched it. */
  error: Error
}

/**
 * Whether this may be a connection being set up. If nothing has watched it when its actor ends, the
 * exploration ends with the error.
 */
export function isSetUp(
  actor: Actor,
  client: pg.Client,
  given: unknown[],
  judged: Judged,
): boolean {
  if (openers.get(client) !== actor) return false
  const [config] = given as [string | { text?: string }]
  const text = (typeof config === 'string' ? config : config?.text) ?? 'a cursor or a stream'
  const known = sentBefore.get(client)
  if (known === undefined) {
    const texts = [text]
    sentBefore.set(client, texts)
    actor.sessions.add(judgeAtTheEnd(actor, client, texts, judged))
  } else known.push(text)
  return true
}

/** Says what was sent, unless it touches nothing, or refuses it. */
function judgeAtTheEnd(
  actor: Actor,
  client: pg.Client,
  texts: readonly string[],
  { isWatched, error }: Judged,
): Session {
  const tell = async () => {
    await loadParser()
    const schema = await (await postgresServer(client)).schemaFor(actor.scope.exploration)
    for (const text of texts.filter((each) => !touchesNothing(each, schema))) {
      actor.limit(`"${text}" is no step: it was sent before its client was watched`)
    }
  }
  return {
    user: actor,
    detector: { blocked: () => Promise.resolve(new Map()), findsDeadlocks: false },
    cut: tell,
    async tidy() {
      if (!isWatched()) throw error
      await tell()
      return []
    },
  }
}

function touchesNothing(text: string, schema: Schema): boolean {
  const statements = parseSql(text)
  return (
    statements?.every((statement) => {
      const { kind } = traitsOf(statement)
      if (kind !== 'data') return kind === 'setting'
      const touched = schema.footprintOf(statement)
      return touched !== 'everything' && touched.every(({ resource }) => resource === '(catalog)')
    }) ?? false
  )
}
