import { readFileSync } from 'node:fs'
import type { Redis } from 'ioredis'

interface Scripts {
  deleteIfEqual(key: string, value: string): Promise<number>
  lookOrLease(...given: (string | number)[]): Promise<[found: string, price: string]>
  fillByLease(...given: (string | number)[]): Promise<number>
}

/** Gives a client the scripts as commands of their own. */
export function withScripts(redis: Redis): Redis & Scripts {
  for (const [command, file, numberOfKeys] of [
    ['deleteIfEqual', 'delete-if-equal', 1],
    ['lookOrLease', 'look-or-lease', 2],
    ['fillByLease', 'fill-by-lease', 2],
  ] as const) {
    const lua = readFileSync(new URL(`${file}.lua`, import.meta.url), 'utf8')
    redis.defineCommand(command, { numberOfKeys, lua })
  }
  return redis as Redis & Scripts
}
