import type { Queryable } from '../open-database.ts'

export interface Post {
  id: string
  title: string
}

export interface Page {
  posts: Post[]
  /** Where the next page begins; undefined after the last one. */
  next: string | undefined
}

/** One way to read a page, the newest post first; `after` is the `next` of the page before. */
export type ReadPage = (db: Queryable, limit: number, after?: string) => Promise<Page>
