import type { Redis } from 'ioredis'

export type Take = (
  redis: Redis,
  key: string,
  tokens: number,
  bucket: { capacity: number; perSecond: number },
  nowMs: number,
) => Promise<boolean>

export const nowMs = 1_800_000_000_000

/** Plays requests one after the other; says which one is answered as it must not be. */
export async function play(
  take: Take,
  plain: Redis,
  bucket: { capacity: number; perSecond: number },
  requests: readonly { atMs: number; tokens: number; allowed: boolean }[],
): Promise<string | undefined> {
  await plain.flushdb()
  const told = [`capacity ${bucket.capacity}, ${bucket.perSecond} a second`]
  for (const { atMs, tokens, allowed } of requests) {
    const answer = await take(plain, 'api', tokens, bucket, nowMs + atMs)
    told.push(`${tokens} at ${atMs} ms: ${answer}`)
    if (answer !== allowed) return `${told.join('; ')}, and it must be ${allowed}`
  }
  return undefined
}
