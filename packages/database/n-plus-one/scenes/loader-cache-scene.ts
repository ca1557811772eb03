import type { Scene } from '@lab/stage'
import { loaderPerRequest, sharedLoader, showsNewPosts } from '../src/index.ts'
import { judge } from './show.ts'
import type { World } from './show.ts'

export const loaderCacheScene: Scene<World> = {
  id: 'loader-cache',
  title: 'A loader remembers',
  async play(stage, { db }) {
    await stage.say(
      'One request shows the posts of user 1. A post is added. The next request shows them again.',
    )
    const shared = await showsNewPosts(db, sharedLoader)
    await judge(
      stage,
      {
        way: 'shared-loader',
        claim: 'breaks',
        text: 'A loader keeps what it has loaded as long as it lives. Made once for all requests, it is a cache that nothing empties.',
      },
      shared.violation,
      { firstRequest: shared.first, secondRequest: shared.second },
    )
    const own = await showsNewPosts(db, loaderPerRequest)
    await judge(
      stage,
      {
        way: 'loader-per-request',
        claim: 'holds',
        text: 'A new loader for each request remembers nothing of the last one.',
      },
      own.violation,
      { firstRequest: own.first, secondRequest: own.second },
    )
  },
}
