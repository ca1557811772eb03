import { prepare } from '../run/actor.ts'
import type { Actor } from '../run/actor.ts'
import type { Footprint } from '../explore/footprint.ts'
import type { KnownCommand } from './connection-state.ts'
import type { Command } from './redis-client.ts'
import { untilOver } from './end-connection.ts'
import { passRunTime } from './pass-run-time.ts'
import type { WatchedRedis } from './watched-redis.ts'
import { describeCommand, describeReply } from './redis-text.ts'
import { noteTimeToLive } from './time-to-live.ts'
import { seesKeyOrder } from './touches.ts'
import { sendWithoutLimit, waitLimitOf } from './wait-limit.ts'
import type { WaitLimit } from './wait-limit.ts'

export interface OneStep {
  /** More than one is a transaction, from MULTI to EXEC. */
  commands: readonly Command[]
  /** The line of the program that asks. */
  at: string | undefined
  send(): Promise<unknown>
}

/** Commands as one step, when the actor's turn has come. */
export async function performStep(
  actor: Actor,
  watched: WatchedRedis,
  { commands, at, send }: OneStep,
): Promise<unknown> {
  const statement = commands.map((command) => describeCommand(command, watched.redis)).join('; ')
  const [session, known] = await prepare(actor, learn(watched, commands))
  actor.sessions.add(session)
  session.user = actor
  noteTimeToLive(actor, commands, statement)
  const { granularity } = actor.scope
  if (commands.some(seesKeyOrder)) granularity.noteKeyOrder()
  const { ms, limit } = limitOf(commands, watched)
  let sent: Footprint | undefined
  const touched = () => watched.state().footprint(known, granularity.keyOrder)
  return actor.perform({
    statement,
    fingerprint: commands.map((command) => command.name).join('; '),
    at,
    session,
    async send() {
      await passRunTime(actor, watched, session)
      sent = touched()
      if (limit !== undefined) return sendWithoutLimit(commands[0]!, limit, send)
      const reply = await send()
      // The reply comes before the end of the connection, and the step is both.
      if (commands.some(({ name }) => name.toLowerCase() === 'quit')) {
        await untilOver(watched.redis, () => session.detector.gone(session.id))
      }
      return reply
    },
    describe: describeReply,
    footprint: () => sent ?? touched(),
    waitLimitMs: () => ms,
    ...(limit && { endWait: () => session.detector.endWait(session.id) }),
  })
}

async function learn(watched: WatchedRedis, commands: readonly Command[]) {
  const session = await watched.session()
  const known = await Promise.all(
    commands.map(async (command): Promise<KnownCommand> => {
      const touches = await session.detector.touchesOf(command)
      watched.touches.set(command, touches)
      return { name: command.name, args: command.args, touches }
    }),
  )
  return [session, known] as const
}

interface Limited {
  ms: number | undefined
  /** Of a limit that the server keeps: the conductor keeps it instead, as no machine is too busy to. */
  limit: WaitLimit | undefined
}

/** How long a step may wait. A limit of ioredis itself runs in real time. */
function limitOf(commands: readonly Command[], { redis }: WatchedRedis): Limited {
  const limit = commands.length === 1 ? waitLimitOf(commands[0]!) : undefined
  const { commandTimeout } = redis.options
  return commandTimeout !== undefined && commandTimeout < (limit?.ms ?? Infinity)
    ? { ms: commandTimeout, limit: undefined }
    : { ms: limit?.ms, limit }
}
