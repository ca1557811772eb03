import { prepare } from '../run/actor.ts'
import type { Actor } from '../run/actor.ts'
import type { Footprint } from '../explore/footprint.ts'
import type { KnownCommand } from './connection-state.ts'
import type { Command } from './redis-client.ts'
import type { WatchedRedis } from './redis-session.ts'
import { describeCommand, describeReply } from './redis-text.ts'
import { seesKeyOrder } from './touches.ts'
import { givesTimeToLive, waitLimitOf } from './time-limits.ts'

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
  let sent: Footprint | undefined
  const touched = () => watched.state().footprint(known, granularity.keyOrder)
  return actor.perform({
    statement,
    fingerprint: commands.map((command) => command.name).join('; '),
    at,
    session,
    send() {
      sent = touched()
      return send()
    },
    describe: describeReply,
    footprint: () => sent ?? touched(),
    waitLimitMs: () => (commands.length === 1 ? limitOf(commands[0]!, watched) : undefined),
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

function limitOf(command: Command, { redis }: WatchedRedis): number | undefined {
  const limits = [waitLimitOf(command), redis.options.commandTimeout].filter(
    (limit) => limit !== undefined,
  )
  return limits.length === 0 ? undefined : Math.min(...limits)
}

/** The first command of each exploration that gives a time to live. */
const firstTimes = new WeakMap<object, string>()

function noteTimeToLive(actor: Actor, commands: readonly Command[], statement: string): void {
  if (!commands.some(givesTimeToLive)) return
  const { exploration } = actor.scope
  const first = firstTimes.get(exploration) ?? statement
  firstTimes.set(exploration, first)
  actor.limit(
    `the TTL that "${first}" gives runs on the server's clock: no order in which it expires was explored`,
  )
}
