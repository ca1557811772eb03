import type { Redis } from 'ioredis'
import type { KeySpace } from '../open-redis.ts'

export interface Ranked {
  player: string
  score: number
  /** By ZREVRANK, from 1. */
  place: number
  /** One more than the players with a better score, by ZCOUNT. */
  rank: number
}

/** Three players with equal scores and one behind them, in the order of the board. */
export async function ranksOfATie({ plain }: KeySpace): Promise<Ranked[]> {
  await plain.flushdb()
  await plain.zadd('scores', 90, 'Zoe', 90, 'ada', 90, 'bob', 70, 'carl')
  const players = await plain.zrange('scores', '+inf', '-inf', 'BYSCORE', 'REV')
  return Promise.all(players.map((player) => rankOf(plain, player)))
}

async function rankOf(redis: Redis, player: string): Promise<Ranked> {
  const score = Number(await redis.zscore('scores', player))
  const place = (await redis.zrevrank('scores', player))! + 1
  const better = await redis.zcount('scores', `(${score}`, '+inf')
  return { player, score, place, rank: better + 1 }
}
