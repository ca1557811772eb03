import type { Scene } from '@lab/stage'
import {
  appendsEachMessageOnce,
  idempotentProducer,
  plainProducer,
  writesEachReceiptOnce,
} from '../src/index.ts'
import type { World } from './open-world.ts'

export const producerRetryScene: Scene<World> = {
  id: 'producer-retry',
  title: 'The producer makes the duplicate',
  async play(stage, { bus }) {
    await stage.say(
      'The network breaks while the broker acknowledges. The producer cannot tell whether its record arrived, and sends it again.',
    )
    for (const [way, openProducer] of [
      ['plain-producer', plainProducer],
      ['idempotent-producer', idempotentProducer],
    ] as const) {
      const { requests, records } = await appendsEachMessageOnce(bus, openProducer)
      await stage.verdict({
        way,
        claim: openProducer === plainProducer ? 'breaks' : 'holds',
        observed: records === 1 ? 'holds' : 'breaks',
        text:
          openProducer === plainProducer
            ? 'Both are in the log, at two offsets. A consumer that remembers offsets cannot see that they are one.'
            : 'The broker knows the number of the batch, and acknowledges without writing it again.',
        numbers: { requests, records },
      })
    }
  },
}

export const transactionalPipelineScene: Scene<World> = {
  id: 'transactional-pipeline',
  title: 'Exactly once ends where Kafka ends',
  async play(stage, { payments }) {
    await stage.say(
      'A pipeline reads payments and writes receipts, and commits the offset with them in one Kafka transaction. It also takes the money in PostgreSQL. It dies before the commit, and a successor with the same transactional id goes on.',
    )
    const { committed, inTheLog, charged } = await writesEachReceiptOnce(payments)
    await stage.verdict({
      way: 'transactional-pipeline',
      claim: 'holds',
      observed: committed === 1 ? 'holds' : 'breaks',
      text: 'Whoever reads committed records sees one receipt. The first one is in the log, and aborted.',
      numbers: { receiptsRead: committed, receiptsInTheLog: inTheLog },
    })
    await stage.verdict({
      way: 'transactional-pipeline-with-an-effect',
      claim: 'breaks',
      observed: charged === 10 ? 'holds' : 'breaks',
      text: 'PostgreSQL knows nothing of that transaction: the money is taken twice.',
      numbers: { due: 10, charged },
    })
  },
}
