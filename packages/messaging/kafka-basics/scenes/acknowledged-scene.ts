import type { Scene } from '@lab/stage'
import { survivesItsLeader } from '../src/index.ts'
import type { Ways } from '../src/index.ts'
import type { World } from './open-world.ts'

const ways: Record<Ways, { waits: string; claim: 'holds' | 'breaks'; text: string }> = {
  'acks-0': {
    waits: 'acks=0: for nothing',
    claim: 'breaks',
    text: 'The producer counts a record as sent when it has left the process.',
  },
  'acks-1': {
    waits: 'acks=1: for the leader',
    claim: 'breaks',
    text: 'The leader had written the records, and no follower had fetched them.',
  },
  'acks-all-alone': {
    waits: 'acks=all, min.insync.replicas=1: for the leader alone, the follower is down',
    claim: 'breaks',
    text: 'All means all that are in sync, and that was the leader. The topic allows an unclean election, so the follower that missed the records leads.',
  },
  'acks-all-min-2': {
    waits: 'acks=all, min.insync.replicas=2, and the follower is down',
    claim: 'holds',
    text: 'The leader refuses with NOT_ENOUGH_REPLICAS. The producer knows that nothing is safe.',
  },
  'acks-all': {
    waits: 'acks=all, min.insync.replicas=2: for both that are in sync',
    claim: 'holds',
    text: 'The producer has waited until the follower had the records.',
  },
}

export const acknowledgedScene: Scene<World> = {
  id: 'acknowledged',
  title: 'The leader is killed after it has acknowledged',
  async play(stage) {
    await stage.say(
      'Three brokers. Broker 1 leads every topic, broker 2 is down, broker 3 follows. Five records go to each topic. Then broker 1 is killed, and broker 2 comes back.',
    )
    const survived = await survivesItsLeader()
    const names = Object.keys(ways) as Ways[]
    await stage.table({
      title: 'Acknowledged, and lost',
      columns: ['the producer waits', 'acknowledged', 'lost'],
      rows: names.map((way) => {
        const { acknowledged, lost } = survived[way]
        return [ways[way].waits, acknowledged, lost]
      }),
    })
    for (const way of names) {
      const { acknowledged, lost } = survived[way]
      await stage.verdict({
        way,
        promise: 'an acknowledged record survives its leader',
        claim: ways[way].claim,
        observed: lost === 0 ? 'holds' : 'breaks',
        text: ways[way].text,
        numbers: { acknowledged, lost },
      })
    }
  },
}
