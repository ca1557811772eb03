import type { Scene } from '@lab/stage'
import { competing, fanOut, priority } from '../src/index.ts'
import type { World } from './open-world.ts'

export const shapesScene: Scene<World> = {
  id: 'shapes',
  title: 'Queue, topic, priority: who gets which message',
  async play(stage, { stores }) {
    await stage.say(
      'Six messages in a stream of Redis: for two members of one group, then for two groups. Then two lists, and a worker that takes ten messages while a new urgent one comes for each that it takes.',
    )
    const { redis } = stores.unwatched
    const strict = await priority(redis)
    const fair = await priority(redis, 5)
    const shapes = [await competing(redis), await fanOut(redis), strict, fair]
    await stage.table({
      title: 'Messages of each reader',
      columns: ['shape', 'reader', 'messages'],
      rows: shapes.flatMap(({ shape, readers }) =>
        readers.map(({ reader, messages }) => [shape, reader, messages]),
      ),
    })
    for (const [way, { readers }, claim, text] of [
      [
        'urgent-first',
        strict,
        'breaks',
        'As long as urgent ones come, the other queue is never looked into: it starves.',
      ],
      [
        'turns-for-others',
        fair,
        'holds',
        'Each fifth time the other queue comes first. Urgent messages wait for one more.',
      ],
    ] as const) {
      const others = readers.at(-1)!.messages
      await stage.verdict({
        way,
        promise: 'every message is handled in the end',
        claim,
        observed: others > 0 ? 'holds' : 'breaks',
        text,
        numbers: { taken: 10, others },
      })
    }
  },
}
