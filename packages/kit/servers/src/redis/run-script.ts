import type { Redis } from 'ioredis'

/**
 * Runs a Lua script as a command of that name, as one step of Redis. ioredis sends its hash, and its
 * text once for each connection.
 *
 * @param script `keys` are its KEYS; the name shows in a timeline.
 * @param values Its ARGV.
 */
export function runScript(
  redis: Redis,
  script: { name: string; lua: string; keys: string[] },
  ...values: (string | number)[]
): Promise<unknown> {
  const { name, lua, keys } = script
  const commands = redis as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
  if (commands[name] === undefined) redis.defineCommand(name, { numberOfKeys: keys.length, lua })
  return commands[name]!(...keys, ...values)
}
