import type { Redis } from 'ioredis'
import { valueText } from '../ending.ts'
import { asNobody, currentActor, prepare } from '../run/actor.ts'
import type { Actor, BlockDetector, Session } from '../run/actor.ts'
import type { Footprint } from '../explore/footprint.ts'
import { shownCallSite } from '../run/call-site.ts'
import { footprintOfCommand } from './redis-footprint.ts'
import { union } from '../explore/footprint.ts'

interface Command {
  name: string
  args: readonly unknown[]
  promise: Promise<unknown>
  getKeys(): (string | Buffer)[]
}

interface Pipeline {
  _queue: Command[]
  exec(...given: unknown[]): Promise<unknown>
}

interface RedisSession extends Session {
  id: number
}

const sessions = new WeakMap<Redis, Promise<RedisSession>>()

/** Makes each command, and each pipeline as a whole, wait for its actor's turn. */
export function watchRedis(redis: Redis): void {
  if (redis.options.enableAutoPipelining) {
    throw new TypeError(
      'Cannot watch Redis client: enableAutoPipelining must be off, received true',
    )
  }
  const sendCommand = redis.sendCommand.bind(redis) as (
    command: Command,
    stream?: unknown,
  ) => unknown
  let released: Command | undefined

  redis.sendCommand = ((command: Command, stream?: unknown) => {
    const actor = currentActor()
    if (actor === undefined || stream !== undefined || command === released) {
      return sendCommand(command, stream)
    }
    return performCommands(actor, redis, [command], () => {
      released = command
      try {
        sendCommand(command)
      } finally {
        released = undefined
      }
      return command.promise
    })
  }) as typeof redis.sendCommand

  for (const name of ['pipeline', 'multi'] as const) {
    const create = redis[name].bind(redis) as (...given: unknown[]) => unknown
    redis[name] = ((...given: unknown[]) => {
      const pipeline = create(...given)
      if (isPipeline(pipeline)) watchPipeline(redis, pipeline)
      return pipeline
    }) as never
  }
}

function isPipeline(value: unknown): value is Pipeline {
  return typeof value === 'object' && value !== null && '_queue' in value
}

function watchPipeline(redis: Redis, pipeline: Pipeline): void {
  const exec = pipeline.exec.bind(pipeline)
  pipeline.exec = async (...given) => {
    const actor = currentActor()
    if (actor === undefined) return exec(...given)
    const commands = pipeline._queue
    const isTransaction = commands[0]?.name === 'multi'
    return performCommands(
      actor,
      redis,
      commands,
      () => exec(...given),
      isTransaction ? '; exec' : '',
    )
  }
}

async function performCommands(
  actor: Actor,
  redis: Redis,
  commands: readonly Command[],
  send: () => Promise<unknown>,
  end = '',
): Promise<unknown> {
  const at = shownCallSite()
  const session = await prepare(actor, sessionOf(redis))
  actor.sessions.add(session)
  session.user = actor
  const database = redis.options.db ?? 0
  return actor.perform({
    statement: commands.map((command) => describeCommand(command, redis)).join('; ') + end,
    fingerprint: commands.map((command) => command.name).join('; '),
    at,
    session,
    send: () => send(),
    describe: (reply) => describeReply(reply),
    footprint: () =>
      commands
        .map((command): Footprint =>
          footprintOfCommand(command.name, command.getKeys().map(String), database),
        )
        .reduce(union, []),
  })
}

function sessionOf(redis: Redis): Promise<RedisSession> {
  let session = sessions.get(redis)
  if (session === undefined) {
    session = asNobody(() => openSession(redis))
    sessions.set(redis, session)
  }
  return session
}

async function openSession(redis: Redis): Promise<RedisSession> {
  const id = await redis.client('ID')
  redis.once('close', () => sessions.delete(redis))
  return {
    id,
    user: undefined,
    detector: (await controlOf(redis)).detector,
    tidy: () => Promise.resolve([]),
    async cut() {
      const { control } = await controlOf(redis)
      await control.client('KILL', 'ID', id)
    },
  }
}

/** The conductor's own connection: sees which clients wait in a blocking command. */
interface Control {
  control: Redis
  detector: BlockDetector
}

const controls = new Map<string, Promise<Control>>()

/** Connects once for each server, also when several clients ask at the same time. */
function controlOf(redis: Redis): Promise<Control> {
  const key = `${redis.options.host}:${redis.options.port}`
  const forget = () => controls.delete(key)
  const control = controls.get(key) ?? openControl(redis, forget)
  controls.set(key, control)
  control.catch(forget)
  return control
}

async function openControl(redis: Redis, forget: () => void): Promise<Control> {
  const control = redis.duplicate({ lazyConnect: true, connectionName: 'lab conductor' })
  control.on('error', forget)
  await control.connect()
  // The connection must not keep a finished program alive.
  ;(control as unknown as { stream: { unref(): void } }).stream.unref()
  const detector: BlockDetector = {
    findsDeadlocks: false,
    async blocked(asked) {
      const ids = asked.map((session) => (session as RedisSession).id)
      const list = String(await control.client('LIST', 'ID', ...ids))
      const waiting = new Set(
        list
          .split('\n')
          .filter((line) => /\bflags=\S*b/.test(line))
          .map((line) => Number(/\bid=(\d+)/.exec(line)![1])),
      )
      return new Map(
        asked
          .filter((session) => waiting.has((session as RedisSession).id))
          .map((session) => [session, []]),
      )
    },
  }
  return { control, detector }
}

function describeCommand({ name, args }: Command, redis: Redis): string {
  const script = name === 'evalsha' ? nameOfScript(String(args[0]), redis) : undefined
  const shown = script === undefined ? [name, ...args] : [script, ...args.slice(2)]
  return shown
    .map((arg) => {
      const text = String(arg)
      return text === '' || /[\s"]/.test(text) ? JSON.stringify(text) : text
    })
    .join(' ')
}

/** A script that was defined as a command is known by its name, not by its hash. */
function nameOfScript(sha: string, redis: Redis): string | undefined {
  const { scriptsSet } = redis as unknown as { scriptsSet: Record<string, { sha: string }> }
  return Object.keys(scriptsSet).find((name) => scriptsSet[name]!.sha === sha)
}

function describeReply(reply: unknown): string {
  if (reply === null) return '(nil)'
  if (Buffer.isBuffer(reply)) return reply.toString()
  return typeof reply === 'string' ? reply : valueText(reply)
}
