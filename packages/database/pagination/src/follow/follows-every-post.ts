import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { Pool } from 'pg'
import { removePosts } from '../open-database.ts'
import type { Database, Queryable } from '../open-database.ts'

/** What was new, and from where to go on. */
export interface News {
  titles: string[]
  next: string
}

/** One way to publish posts, and to read each of them once. */
export interface Feed {
  /** Before the first post. */
  start: string
  publish(pool: Pool, title: string, nowMs: number): Promise<void>
  readNews(db: Queryable, after: string, nowMs: number): Promise<News>
  /** How long the reader waits before it asks; 0 by default. */
  pollMs?: number
}

const writers = ['early', 'late']

/**
 * The contract of every way: two clients publish a post each, and a reader asks once meanwhile and
 * once when both have ended. Together it gets every post once.
 */
export function followsEveryPost(
  { pool, plain }: Pick<Database, 'pool' | 'plain'>,
  { start, publish, readNews, pollMs = 0 }: Feed,
): Race {
  const clock = virtualClock()
  const publishAs = (title: string) => async () => {
    await publish(pool, title, clock.now())
    return 'published'
  }
  return conduct({
    clock,
    setup: () => removePosts(plain),
    actors: {
      ...Object.fromEntries(writers.map((title) => [title, publishAs(title)])),
      reader: async () => {
        if (pollMs > 0) await clock.sleep(pollMs, 'asks for news')
        return readNews(pool, start, clock.now())
      },
    },
    invariant: async (endings) => {
      const failed = ['reader', ...writers].find((one) => endings[one]?.kind !== 'finished')
      if (failed !== undefined) return `${failed} got no answer (${endingText(endings[failed])})`
      const first = answerOf(endings['reader']) as News
      const second = await readNews(plain, first.next, clock.now() + 60_000)
      const read = [...first.titles, ...second.titles]
      const wrong = writers.find((title) => read.filter((one) => one === title).length !== 1)
      return wrong && `read ${read.join(' and ') || 'nothing'}: ${wrong} is not read once`
    },
  })
}
