import { check } from '../check.ts'
import type { Check } from '../check.ts'
import { redisBinaryOnPath } from './redis-binary.ts'

export async function checkRedis(name: string): Promise<Check[]> {
  return [
    await check(name, '', async () => {
      const onPath = await redisBinaryOnPath()
      return onPath === undefined
        ? 'none of version 7 on the PATH, so the one from Maven'
        : `${onPath} on the PATH`
    }),
  ]
}
