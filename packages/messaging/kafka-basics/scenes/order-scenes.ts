import type { Scene } from '@lab/stage'
import { customerAsKey, movedKeys, readsInOrder } from '../src/index.ts'
import type { Event, ToMessage } from '../src/index.ts'
import { promise } from './promise.ts'
import type { World } from './open-world.ts'

interface Told {
  title: string
  say: string
  claim: 'holds' | 'breaks'
  text: string
}

export function orderScene(way: string, toMessage: ToMessage, told: Told): Scene<World> {
  const { title, say, claim, text } = told
  return {
    id: way,
    title,
    async play(stage, { bus }) {
      await stage.say(say)
      const { partitions, orders, broken, example } = await readsInOrder(bus, toMessage)
      await stage.table({
        title: 'Three readers, in every order that Kafka allows',
        columns: ['events by partition', 'orders', 'broken', 'the first of these'],
        rows: [[partitions.join(', '), orders, broken, line(example)]],
      })
      await stage.verdict({
        way,
        promise,
        claim,
        observed: broken === 0 ? 'holds' : 'breaks',
        text,
        numbers: { orders, broken },
      })
    },
  }
}

export const addedPartitionScene: Scene<World> = {
  id: 'one-partition-more',
  title: 'A partition is added, and keys move',
  async play(stage, { bus }) {
    await stage.say(
      'Each customer has sent one event with its key. Then a fourth partition is added, and the other events follow.',
    )
    const { partitions, orders, broken, example } = await readsInOrder(bus, customerAsKey, {
      grows: true,
    })
    await stage.table({
      title: 'Four readers, in every order that Kafka allows',
      columns: ['events by partition', 'orders', 'broken', 'the first of these'],
      rows: [[partitions.join(', '), orders, broken, line(example)]],
    })
    const moved = await movedKeys(bus, { keys: 100, from: 3, to: 4 })
    await stage.verdict({
      way: 'key-and-one-partition-more',
      promise,
      claim: 'breaks',
      observed: broken === 0 ? 'holds' : 'breaks',
      text: 'The partition is the hash of the key modulo the number of partitions. What alice sent before stays where it was, and what she sends now is elsewhere.',
      numbers: { orders, broken, movedOf100Keys: moved },
    })
  },
}

function line(example: Event[] | undefined): string {
  if (example === undefined) return 'none'
  return example.map(({ customer, number }) => `${customer} ${number}`).join(', ')
}
