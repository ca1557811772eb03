import { currentActor } from '@lab/conductor/current-actor'

export type AnswerFunction = (...given: unknown[]) => unknown

interface Server {
  answer: AnswerFunction
  /** How many of its calls have not ended. */
  open: number
}

// Two actors, one that starts again, and one more.
const mostServers = 4

/**
 * An answer as several servers run it. Each actor of a race has a module of its own, also one that
 * starts again after its death; outside of a race each call has. What one remembers, the others do
 * not know. The module of an actor that has died is used no more.
 *
 * @param load Loads the answer once more.
 */
export async function onServers(load: () => Promise<AnswerFunction>): Promise<AnswerFunction> {
  const servers: Server[] = []
  const runs = new WeakMap<object, Map<object, Server | Promise<Server>>>()
  let calls = 0

  async function start(): Promise<Server> {
    const server = { answer: await load(), open: 0 }
    servers.push(server)
    return server
  }

  function serverFor(actor: ReturnType<typeof currentActor>): Server | Promise<Server> {
    const inRun = (actor && runs.get(actor.scope)) ?? new Map<object, Server>()
    if (actor !== undefined) runs.set(actor.scope, inRun)
    const own = actor && inRun.get(actor)
    if (own !== undefined) return own
    const used = new Set(inRun.values())
    const idle = servers.filter((server) => server.open === 0 && !used.has(server))
    const next = idle[actor === undefined ? calls++ % Math.max(1, idle.length) : 0] ?? start()
    if (actor !== undefined) inRun.set(actor, next)
    return next
  }

  while (servers.length < mostServers) await start()
  return (...given) => {
    const server = serverFor(currentActor())
    return server instanceof Promise
      ? server.then((started) => call(started, given))
      : call(server, given)
  }
}

function call(server: Server, given: unknown[]): unknown {
  const result = server.answer(...given)
  if (!(result instanceof Promise)) return result
  server.open++
  const ended = () => void server.open--
  result.then(ended, ended)
  return result
}
