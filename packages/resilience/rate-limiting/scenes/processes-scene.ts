import type { Scene } from '@lab/stage'
import { algorithms, openProcesses } from '../src/index.ts'
import type { Algorithm } from '../src/index.ts'
import type { World } from './open-world.ts'

const limit = 20
const requests = 30

export const processesScene: Scene<World> = {
  id: 'four-processes',
  title: 'Four processes send requests for one key',
  async play(stage, { space }) {
    await stage.say(
      `Four Node processes send ${requests} requests each, all at once, for one user who is allowed ${limit}.`,
    )
    await using processes = await openProcesses(4, space.url)
    const allowed = async (way: Algorithm | 'local-token-bucket') => {
      // The window is so long that no token flows back and no edge of a window comes by.
      const windowMs = 9_000_000_000
      const counts = await processes.hammer({
        way,
        limit,
        windowMs,
        key: 'hammered',
        cost: 1,
        requests,
      })
      return counts.reduce((sum, count) => sum + count, 0)
    }
    const local = await allowed('local-token-bucket')
    const rows: [string, number][] = [['local-token-bucket', local]]
    for (const way of Object.keys(algorithms) as Algorithm[]) rows.push([way, await allowed(way)])
    await stage.table({
      title: `Limit ${limit}, ${4 * requests} requests`,
      columns: ['way', 'allowed'],
      rows,
    })
    const promise = 'four processes keep one limit'
    await stage.verdict({
      way: 'local-token-bucket',
      promise,
      claim: 'breaks',
      observed: local > limit ? 'breaks' : 'holds',
      text: 'A limiter in memory counts only the requests of its own process: four processes, four limits.',
      numbers: { limit, asked: 4 * requests, allowed: local },
    })
    const most = Math.max(...rows.slice(1).map(([, count]) => count))
    await stage.verdict({
      way: 'token-bucket',
      promise,
      claim: 'holds',
      observed: most > limit ? 'breaks' : 'holds',
      text: 'Redis runs one script at a time, so it does not matter how many processes ask. The other four scripts allow 20 as well.',
      numbers: { limit, asked: 4 * requests, allowed: most },
    })
  },
}
