import type { Redis } from 'ioredis'
import { boundText } from '../bound-text.ts'
import { valueText } from '../ending.ts'
import { internalsOf } from './redis-client.ts'
import type { Command } from './redis-client.ts'

const mostCharacters = 10_000
const mostOfArgument = 1_000

export function describeCommand({ name, args }: Command, redis: Redis): string {
  const script = name === 'evalsha' ? nameOfScript(String(args[0]), redis) : undefined
  const shown = script === undefined ? [name, ...args] : [script, ...args.slice(2)]
  const words = shown.map((arg) => {
    const text = boundText(String(arg), mostOfArgument)
    return text === '' || /[\s"]/.test(text) ? JSON.stringify(text) : text
  })
  return boundText(words.join(' '), mostCharacters)
}

/** A script that was defined as a command is known by its name, not by its hash. */
function nameOfScript(sha: string, redis: Redis): string | undefined {
  const { scriptsSet } = internalsOf(redis)
  return Object.keys(scriptsSet).find((name) => scriptsSet[name]!.sha === sha)
}

export function describeReply(reply: unknown): string {
  if (reply === null) return '(nil)'
  const text = Buffer.isBuffer(reply) ? reply.toString() : reply
  return boundText(typeof text === 'string' ? text : valueText(text), mostCharacters)
}
