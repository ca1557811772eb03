// Reads the best score so far, and sets a better one.
// Breaks: both games read before either writes.
import type { ReportScore } from './keeps-the-best-score.ts'

export const zscoreThenZadd: ReportScore = async (redis, player, score) => {
  const best = Number(await redis.zscore('scores', player))
  // RACE: another game of the player writes a better score here.
  if (score > best) await redis.zadd('scores', score, player)
}
