// ZADD sets the score. Breaks: the game that is reported last counts, not the best one.
import type { ReportScore } from './keeps-the-best-score.ts'

export const zadd: ReportScore = async (redis, player, score) => {
  await redis.zadd('scores', score, player)
}
