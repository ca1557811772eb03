// ZADD GT sets the score only if it is greater: read and written in one command. Costs nothing.
import type { ReportScore } from './keeps-the-best-score.ts'

export const zaddGt: ReportScore = async (redis, player, score) => {
  await redis.zadd('scores', 'GT', score, player)
}
