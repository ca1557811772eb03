import type { Database } from '../open-database.ts'
import { createPostsLoader } from '../one-batch/create-posts-loader.ts'
import type { PostsLoader } from '../one-batch/create-posts-loader.ts'

/** One way to give each request its loader. */
export type ProvideLoader = (create: () => PostsLoader) => () => PostsLoader

/** The contract of every way: a request shows the posts that are there when it is made. */
export async function showsNewPosts(
  { pool, plain }: Database,
  provide: ProvideLoader,
): Promise<{ first: number; second: number; violation: string | undefined }> {
  await plain.query('delete from posts where id = 1')
  const loaderOfRequest = provide(() => createPostsLoader(pool))
  const countPosts = async () => (await loaderOfRequest().load(1)).length
  const first = await countPosts()
  await plain.query("insert into posts (id, user_id, title) values (1, 1, 'new')")
  const second = await countPosts()
  await plain.query('delete from posts where id = 1')
  const violation =
    second === first + 1 ? undefined : `${first + 1} posts are there, ${second} shown`
  return { first, second, violation }
}
