import type { Scene } from '@lab/stage'
import { deletesUnread, keepsTheLastOfEachKey, openCleaningBroker, replays } from '../src/index.ts'
import type { World } from './open-world.ts'

export const replayScene: Scene<World> = {
  id: 'replay',
  title: 'Reading removes nothing',
  async play(stage, { bus }) {
    await stage.say(
      'Three records. The group billing reads them, then the group search. Then the offset of billing is set back to 0.',
    )
    const { first, otherGroup, again } = await replays(bus)
    await stage.verdict({
      way: 'offset-per-group',
      promise: 'each group gets all records, and gets them again when it asks',
      claim: 'holds',
      observed: [first, otherGroup, again].every((count) => count === 3) ? 'holds' : 'breaks',
      text: 'A topic is a log. What a group has read is a number that Kafka keeps for it.',
      numbers: { billing: first, search: otherGroup, billingAgain: again },
    })
  },
}

export const keptScene: Scene<World> = {
  id: 'kept',
  title: 'What Kafka deletes, and when',
  async play(stage) {
    await stage.say(
      'A broker of its own, which looks at old segments all the time. One topic keeps the last record of each key (compact), one keeps records for a millisecond (delete).',
    )
    await using broker = await openCleaningBroker()
    const kept = await keepsTheLastOfEachKey(broker)
    await stage.table({
      title: 'Sent: tea 1, cup 5, tea 2, and tea 3 in the next segment',
      columns: ['offset', 'record'],
      rows: kept.map(({ offset, record }) => [offset, record]),
    })
    await stage.verdict({
      way: 'compaction',
      promise: 'the last record of each key is kept',
      claim: 'holds',
      observed: ['cup 5', 'tea 3'].every((last) => kept.some(({ record }) => record === last))
        ? 'holds'
        : 'breaks',
      text: 'It keeps at least the last one: the active segment is not compacted, so two prices of tea are there. Offsets stay as they were.',
      numbers: { sent: 4, kept: kept.length },
    })
    const { read, next } = await deletesUnread(broker)
    await stage.verdict({
      way: 'retention',
      promise: 'a record that no group has read is kept',
      claim: 'breaks',
      observed: read === 3 ? 'holds' : 'breaks',
      text: 'Kafka deletes by age or size, and asks no group.',
      numbers: { sent: next, read },
    })
  },
}
