import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { answerOf } from '@lab/conductor'
import { handsOutALiveLock, retryByRedlock, retryOutside } from '../src/index.ts'
import type { Found, World } from '../src/index.ts'

const promise = 'a lock has not ended when it is handed out'

export const redlockScene: Scene<World> = {
  id: 'redlock',
  title: 'A library hands out a lock that has ended, by its own account',
  async play(stage, world) {
    await stage.say(
      'redlock 5.0.0-beta.2, issue 296. Another worker has the lock and releases it at any moment, or it ends by itself. The library tries again every 6 seconds, and gets the lock for 10.',
    )
    const found = await showRace(stage, handsOutALiveLock(world, retryByRedlock), {
      way: 'retry-by-redlock',
      promise,
      claim: 'breaks',
      text: 'It counts `expiration` from its first attempt. Redis has the key for its full time, so no second holder gets in; but `extend` and `using` refuse such a lock.',
    })
    const byLock = new Map<number, number>()
    for (const { endings } of found.outcomes) {
      const { lockMs, keySeconds } = answerOf(endings['worker']!) as Found
      byLock.set(lockMs, keySeconds)
    }
    await stage.table({
      title: 'When the worker gets the lock',
      columns: ['attempt', 'redlock says that it lives for', 'its key lives for'],
      rows: [...byLock]
        .toSorted(([one], [other]) => other - one)
        .map(([lockMs, seconds], index) => [index + 1, `${lockMs} ms`, `${seconds} s`]),
    })
    await showRace(stage, handsOutALiveLock(world, retryOutside), {
      way: 'retry-outside',
      promise,
      claim: 'holds',
      text: 'One attempt for each call, in a loop of our own. The library has mended it in its repository in 2023 and published no version since.',
    })
  },
}
