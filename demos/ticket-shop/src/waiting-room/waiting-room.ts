// Stands in front of a sale: those who come get a place, and so many are let in each second as the
// shop can serve. The others ask again after the time that they are told, and cost no database.
import { readFileSync } from 'node:fs'
import { localTokenBucket } from '@lab/rate-limiting'
import { withDeadline } from '@lab/redis-outage'
import type { Shop } from '../shop.ts'
import type { Place, Turn, WaitingRoom } from './turn.ts'

const leastSeconds = 1
/** A buyer who is far behind asks seldom. */
const mostSeconds = 30

/** Of one that joins. */
const noPlace: Place = { place: 0, admitted: 0, sinceUs: 0 }

type Enter = (
  key: string,
  rate: number,
  accountId: string,
  place: number,
  admitted: number,
  sinceUs: number,
  nowUs?: number,
) => Promise<[place: number, admitted: number, sinceUs: number]>

/**
 * Returns undefined when there is none: `ADMISSIONS_PER_SECOND` is 0.
 *
 * @param nowUs Microseconds, for tests. By default the time of Redis.
 */
export function createWaitingRoom(
  {
    redis,
    configuration,
    name,
    metrics,
    log,
  }: Pick<Shop, 'redis' | 'configuration' | 'name' | 'metrics' | 'log'>,
  nowUs?: () => number,
): WaitingRoom | undefined {
  const { ADMISSIONS_PER_SECOND: rate, API_PROCESSES } = configuration
  if (rate === 0) return undefined
  if (!('enterWaitingRoom' in redis)) {
    const lua = readFileSync(new URL('waiting-room.lua', import.meta.url), 'utf8')
    redis.defineCommand('enterWaitingRoom', { numberOfKeys: 1, lua })
  }
  const { enterWaitingRoom } = redis as unknown as { enterWaitingRoom: Enter }
  const enter = withDeadline(
    (eventId: string, accountId: string, { place, admitted, sinceUs }: Place) =>
      enterWaitingRoom.call(
        redis,
        name(`waiting-room:${eventId}`),
        rate,
        accountId,
        place,
        admitted,
        sinceUs,
        ...(nowUs === undefined ? [] : [nowUs()]),
      ),
    { timeoutMs: configuration.REDIS_TIMEOUT_SECONDS * 1000 },
  )
  const tellOfFailure = (error: unknown) => {
    metrics.limiterFailures.inc()
    log.warn({ error }, 'a waiting room without Redis')
    throw error
  }
  const share = localTokenBucket({ limit: Math.ceil(rate / API_PROCESSES), windowMs: 1_000 })

  const turn = (place: number, admitted: number): Turn => {
    const ahead = Math.max(0, place - admitted)
    const seconds = Math.ceil(ahead / rate)
    return { ahead, retryAfterSeconds: Math.min(mostSeconds, Math.max(leastSeconds, seconds)) }
  }
  return {
    async join(eventId, accountId) {
      const [place, admitted, sinceUs] = await enter(eventId, accountId, noPlace).catch(
        tellOfFailure,
      )
      return { place, admitted, sinceUs, ...turn(place, admitted) }
    },
    async look(eventId, place) {
      const found = await enter(eventId, '', place)
        .catch(tellOfFailure)
        .catch(() => undefined)
      if (found !== undefined) return turn(place.place, found[1])
      const { allowed } = await share.consume(eventId)
      return { ahead: allowed ? 0 : 1, retryAfterSeconds: leastSeconds }
    },
  }
}
