import type { Kafka } from '@lab/servers/kafka'
import { comparison, concept } from '@lab/stage'
import type { ComparedWay } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { acknowledgedScene } from './scenes/acknowledged-scene.ts'
import { groupScene } from './scenes/group-scene.ts'
import { keptScene, replayScene } from './scenes/log-scenes.ts'
import { addedPartitionScene, orderScene } from './scenes/order-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { promise } from './scenes/promise.ts'
import { customerAsKey, readsInOrder, withoutAKey } from './src/index.ts'
import type { ToMessage, Topic } from './src/index.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
  ahead: true,
  headline: ['without-a-key', 'customer-as-key', 'ways-compared'],
  scenes: [
    orderScene('without-a-key', withoutAKey, {
      title: 'Events of one customer are handled in another order',
      say: 'Two customers, three events each, sent one after the other without a key to a topic with three partitions. Each partition has a reader of its own.',
      claim: 'breaks',
      text: 'Kafka keeps the order within a partition. Without a key the events of a customer are in several, and no reader waits for another.',
    }),
    orderScene('customer-as-key', customerAsKey, {
      title: 'The customer is the key',
      say: 'The same events, and the customer is the key of each message.',
      claim: 'holds',
      text: 'One key is one partition, and a partition has one reader in a group. The customers still do not wait for each other.',
    }),
    addedPartitionScene,
    groupScene,
    replayScene,
    keptScene,
    acknowledgedScene,
    comparison<World>({
      promise,
      best: 'customer-as-key',
      answer:
        'Say: "A topic is split into partitions, and Kafka keeps the order within one. I take as the key what must stay in order, such as the customer: one key is one partition, and one reader of a group. I choose the number of partitions early, because a further one moves keys. Records stay after they are read: each group has an offset of its own. For what must not be lost I write with acks=all to three replicas with min.insync.replicas=2: then an acknowledged record is on two brokers when the leader dies."',
      ways: async ({ bus }) => [
        await compared(
          bus,
          { way: 'without-a-key', toMessage: withoutAKey },
          { claim: 'breaks', price: 'the order' },
        ),
        await compared(
          bus,
          { way: 'customer-as-key', toMessage: customerAsKey },
          { claim: 'holds', price: 'a busy customer keeps one reader busy' },
        ),
        await compared(
          bus,
          { way: 'one-partition', toMessage: withoutAKey, topic: { partitions: 1 } },
          { claim: 'holds', price: 'one reader for all' },
        ),
        await compared(
          bus,
          { way: 'key-and-one-partition-more', toMessage: customerAsKey, topic: { grows: true } },
          { claim: 'breaks', price: 'keys move' },
        ),
      ],
    }),
  ],
})

async function compared(
  bus: Kafka,
  { way, toMessage, topic }: { way: string; toMessage: ToMessage; topic?: Topic },
  { claim, price }: Pick<ComparedWay, 'claim' | 'price'>,
): Promise<ComparedWay> {
  const { orders, broken } = await readsInOrder(bus, toMessage, topic)
  const observed = broken === 0 ? 'holds' : 'breaks'
  return { way, claim, observed, counts: { orders, broken }, price }
}
