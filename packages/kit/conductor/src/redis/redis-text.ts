import type { Redis } from 'ioredis'
import { valueText } from '../ending.ts'
import { internalsOf } from './redis-client.ts'
import type { Command } from './redis-client.ts'

export function describeCommand({ name, args }: Command, redis: Redis): string {
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
  const { scriptsSet } = internalsOf(redis)
  return Object.keys(scriptsSet).find((name) => scriptsSet[name]!.sha === sha)
}

export function describeReply(reply: unknown): string {
  if (reply === null) return '(nil)'
  if (Buffer.isBuffer(reply)) return reply.toString()
  return typeof reply === 'string' ? reply : valueText(reply)
}
