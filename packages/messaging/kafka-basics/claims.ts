import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'Kafka keeps the order of the messages of a topic.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It keeps the order within a partition. Six events without a key on three partitions may be handled in 90 orders, and 77 of these break the order of a customer.',
    shownBy: { scene: 'without-a-key', way: 'without-a-key', observed: 'breaks' },
  },
  {
    says: 'Messages with the same key are handled in order.',
    heard: 'manuals',
    truth: 'depends',
    why: 'As long as the number of partitions stays: 0 of 20 orders are broken. When a fourth partition is added, the key of alice moves, and 40 of 60 orders are broken.',
    shownBy: {
      scene: 'one-partition-more',
      way: 'key-and-one-partition-more',
      observed: 'breaks',
    },
  },
  {
    says: 'A partition more moves about a quarter of the keys, from three to four.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Kafka takes the hash of the key modulo the number of partitions, not a consistent hash: 74 of 100 keys move.',
    shownBy: {
      test: 'src/order/reads-in-order.test.ts',
      title: 'counts the keys of 100 that go to another partition, when a fourth is added',
    },
  },
  {
    says: 'More consumers in the group make it faster.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Up to the number of partitions. The third member of a group on two partitions gets none.',
    shownBy: { scene: 'group', way: 'third-member', observed: 'breaks' },
  },
  {
    says: 'Kafka deletes a message when it has been consumed.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A second group gets the same 3 records, and the first group gets 3 again when its offset is set back.',
    shownBy: { scene: 'replay', way: 'offset-per-group', observed: 'holds' },
  },
  {
    says: 'Kafka keeps a message until every group has read it.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It deletes by age or size: 3 records are gone that no group has read.',
    shownBy: { scene: 'kept', way: 'retention', observed: 'breaks' },
  },
  {
    says: 'A compacted topic has one record for each key.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It has at least the last one. The active segment is not compacted: of 4 records 3 are left, and two of them are prices of tea.',
    shownBy: {
      test: 'src/log/keeps.test.ts',
      title: 'keeps the last record of each key by compaction, and what is in the active segment',
    },
  },
  {
    says: 'A record that the leader has acknowledged is safe.',
    heard: 'interview answers',
    truth: 'false',
    why: 'With acks=1 the leader answers before a follower has the record. Killed then, it takes 5 of 5 acknowledged records with it.',
    shownBy: { scene: 'acknowledged', way: 'acks-1', observed: 'breaks' },
  },
  {
    says: 'With acks=all an acknowledged record is on several brokers.',
    heard: 'interview answers',
    truth: 'false',
    why: 'All means all that are in sync. With min.insync.replicas=1, the default, and the follower down, the leader alone acknowledges: 5 of 5 are lost.',
    shownBy: { scene: 'acknowledged', way: 'acks-all-alone', observed: 'breaks' },
  },
  {
    says: 'min.insync.replicas=2 keeps what was acknowledged, and costs availability.',
    heard: 'manuals',
    truth: 'true',
    why: 'With one replica in sync the leader refuses all 5 records with NOT_ENOUGH_REPLICAS. With two, 5 are acknowledged and 0 are lost.',
    shownBy: { scene: 'acknowledged', way: 'acks-all-min-2', observed: 'holds' },
  },
  {
    says: 'min.insync.replicas=2 refuses writes on a topic with one replica.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The broker of Kafka 4.1 asks for at most as many as the topic has replicas: a topic with one replica acknowledges. The replication factor is the setting to look at first.',
    shownBy: {
      test: 'src/acknowledged/survives-its-leader.test.ts',
      title: 'acknowledges with min.insync.replicas=2 on a topic that has one replica',
    },
  },
])
