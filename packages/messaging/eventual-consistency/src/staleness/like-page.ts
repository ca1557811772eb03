import type { Pool } from 'pg'

/** One way to like a post and to show how many like it. */
export interface LikePage {
  like(pool: Pool, user: string): Promise<void>
  count(pool: Pool): Promise<number>
  /** What runs beside it and keeps the count, where `like` does not. */
  project?(pool: Pool): Promise<void>
}

export const selectCount = 'select likes from like_counts where post_id = 1'
