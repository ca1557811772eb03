import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Redis } from 'ioredis'
import type { KeySpace } from '../open-redis.ts'

/** One way to report the score of a game: the leaderboard has each player's best one. */
export type ReportScore = (redis: Redis, player: string, score: number) => Promise<void>

/** The contract: of two games that end at the same time the better one counts. */
export function keepsTheBestScore({ plain, watched }: KeySpace, report: ReportScore): Race {
  const [phone, tablet] = [watched(), watched()]
  return conduct({
    setup: () => plain.flushdb(),
    actors: { phone: () => report(phone, 'ada', 50), tablet: () => report(tablet, 'ada', 80) },
    invariant: async () => {
      const best = await plain.zscore('scores', 'ada')
      return best === '80' ? undefined : `the best score is 80, and the board says ${best}`
    },
  })
}
