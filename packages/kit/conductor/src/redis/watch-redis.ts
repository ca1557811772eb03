import type { Redis } from 'ioredis'
import { asNobody, currentActor, untilClosed } from '../run/actor.ts'
import { callSite, shownCallSite } from '../run/call-site.ts'
import { untilOver } from './end-connection.ts'
import { performStep } from './perform-command.ts'
import type { Command, Pipeline, SendCommand } from './redis-client.ts'
import { createWatchedRedis } from './redis-session.ts'
import type { WatchedRedis } from './watched-redis.ts'
import {
  deliversByItself,
  guardOthers,
  refusalOf,
  refuseCommand,
  requireWatchable,
} from './refuse-command.ts'
import { watchPipeline } from './watch-pipeline.ts'

const watchedClients = new WeakSet<object>()

/** Makes each command wait for its actor's turn. Changes the client in place. */
export function watchRedis(redis: Redis): void {
  if (watchedClients.has(redis)) return
  requireWatchable(redis)
  guardOthers(redis, (other) => watchedClients.has(other))
  watchedClients.add(redis)
  const { send, sent } = followCommands(redis, () => watched)
  const isOfRun = currentActor() !== undefined
  const watched = createWatchedRedis(redis, send, isOfRun)

  redis.sendCommand = ((command: Command, stream?: unknown, node?: unknown) => {
    const actor = currentActor()
    const isNew = stream === undefined && !sent.has(command)
    if (actor === undefined || !isNew || (isOfRun && isHandshake(redis, command))) {
      return send(command, stream, node)
    }
    const error = refusalOf(command)
    if (error !== undefined) return refuseCommand(actor, command, error)
    const reply = performStep(actor, watched, {
      commands: [command],
      at: shownCallSite(),
      send: () => send(command) as Promise<unknown>,
    })
    // With a callback no code looks at the promise.
    if (command.callback !== undefined) reply.catch((thrown) => command.reject(thrown as Error))
    return reply
  }) as never

  for (const name of ['pipeline', 'multi'] as const) {
    const create = redis[name].bind(redis) as (...given: unknown[]) => unknown
    redis[name] = ((...given: unknown[]) => {
      const pipeline = create(...given)
      if (isPipeline(pipeline)) watchPipeline(watched, pipeline, name)
      return pipeline
    }) as never
  }
  watchConnection(redis, watched)
}

/** Follows, on every way that a command takes to the server, what the server remembers. */
function followCommands(
  redis: Redis,
  watched: () => WatchedRedis,
): { send: SendCommand; sent: WeakSet<Command> } {
  const sendCommand = redis.sendCommand.bind(redis) as unknown as SendCommand
  const sent = new WeakSet<Command>()
  return {
    sent,
    send(command, stream, node) {
      const isNew = !sent.has(command)
      sent.add(command)
      const state = watched().state()
      if (isNew && state.sends(command.name)) {
        const touches = watched().touches.get(command) ?? 'everything'
        const known = { name: command.name, args: command.args, touches }
        command.promise.then(
          (reply) => state.replied(known, reply, false),
          () => state.replied(known, undefined, true),
        )
      }
      return sendCommand(command, stream, node)
    },
  }
}

/** What ioredis sends by itself to open a connection that an actor has asked for. */
function isHandshake({ status }: Redis, { name }: Command): boolean {
  const own = ['auth', 'hello', 'select', 'client', 'readonly', 'info']
  return status === 'connect' && own.includes(name.toLowerCase()) && callSite() === undefined
}

function isPipeline(value: unknown): value is Pipeline {
  return typeof value === 'object' && value !== null && '_queue' in value
}

function watchConnection(redis: Redis, watched: WatchedRedis): void {
  // What a connection sends for itself must not be taken for its actor's.
  const connect = redis.connect.bind(redis) as (...given: unknown[]) => Promise<void>
  redis.connect = ((...given: unknown[]) => asNobody(() => connect(...given))) as never
  const duplicate = redis.duplicate.bind(redis)
  redis.duplicate = (override) => {
    const copy = asNobody(() => duplicate(override))
    if (!copy.options.monitor) watchRedis(copy)
    return copy
  }
  const monitor = redis.monitor.bind(redis)
  redis.monitor = ((...given: []) => {
    const actor = currentActor()
    if (actor === undefined) return monitor(...given)
    const error = deliversByItself('monitor')
    actor.refuse(error)
    return Promise.reject(error)
  }) as typeof redis.monitor
  const disconnect = redis.disconnect.bind(redis)
  redis.disconnect = (reconnect) => {
    const actor = currentActor()
    const isOpen = actor !== undefined && redis.status === 'ready'
    const session = isOpen ? watched.session() : undefined
    disconnect(reconnect)
    if (actor === undefined || session === undefined) return
    // The server lets go of what waits there when it notices, which belongs to this step.
    actor.touch('everything')
    const gone = async () => {
      const { id, detector } = await session
      await detector.gone(id)
    }
    void untilClosed(actor, untilOver(redis, gone)).catch(() => {})
  }
}
