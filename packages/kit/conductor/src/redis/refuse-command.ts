import type { Redis } from 'ioredis'
import { NotConductedError } from '../errors.ts'
import { currentActor } from '../run/actor.ts'
import type { Actor } from '../run/actor.ts'
import { callSite } from '../run/call-site.ts'
import type { Command, SendCommand } from './redis-client.ts'
import { wordsOf } from './redis-client.ts'

/** @throws {TypeError} If a client of this kind cannot be watched. */
export function requireWatchable(redis: Redis): void {
  const { isCluster } = redis as { isCluster?: boolean }
  if (isCluster) throw refused('it must be of one server', 'a Cluster')
  const { enableAutoPipelining, sentinels } = redis.options
  if (enableAutoPipelining) throw refused('enableAutoPipelining must be off', 'true')
  if (sentinels) throw refused('it must be of one server', 'one that asks Sentinels')
  if (redis.mode !== 'normal') throw refused('it must send commands', `one in ${redis.mode} mode`)
}

function refused(rule: string, received: string): TypeError {
  return new TypeError(`Cannot watch Redis client: ${rule}, received ${received}`)
}

const deliver = new Set(['subscribe', 'psubscribe', 'ssubscribe', 'monitor', 'sync', 'psync'])

/** Why an actor's command cannot be put into an order; undefined if it can. */
export function refusalOf(command: Command): NotConductedError | undefined {
  const name = command.name.toLowerCase()
  const [first, second] = wordsOf(command)
  if (deliver.has(name) || (name === 'client' && first === 'tracking' && second === 'on')) {
    return deliversByItself(name)
  }
  if (name === 'client' && first === 'reply' && second !== 'on') {
    return new NotConductedError(
      'conduct client reply: a step must end in a reply',
      'leave the replies on',
      callSite(),
    )
  }
  return undefined
}

export function deliversByItself(name: string): NotConductedError {
  return new NotConductedError(
    `conduct ${name}: what the server sends by itself arrives when it likes`,
    'call the handler as an actor, with what the message says',
    callSite(),
  )
}

/** Ends the exploration, and rejects the command: ioredis sends some where nothing may be thrown. */
export function refuseCommand(
  actor: Actor,
  command: Command,
  error: NotConductedError,
): Promise<unknown> {
  actor.refuse(error)
  command.reject(error)
  return command.promise
}

const guarded = new WeakSet<object>()

/** Lets a client of the same library that is not watched say so, when an actor uses it. */
export function guardOthers(redis: Redis, isWatched: (other: object) => boolean): void {
  let prototype = Object.getPrototypeOf(redis) as { sendCommand: SendCommand }
  while (!Object.hasOwn(prototype, 'sendCommand')) prototype = Object.getPrototypeOf(prototype)
  if (guarded.has(prototype)) return
  guarded.add(prototype)
  const { sendCommand } = prototype
  prototype.sendCommand = function (this: object, command, ...given) {
    const actor = currentActor()
    if (actor === undefined || isWatched(this)) return sendCommand.call(this, command, ...given)
    const error = new NotConductedError(
      `conduct ${actor.name}: every client that it uses must be watched, received one that is not`,
      'watch(client), before the race',
      callSite(),
    )
    return refuseCommand(actor, command, error)
  }
}
