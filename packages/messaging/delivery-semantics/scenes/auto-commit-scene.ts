import type { Scene } from '@lab/stage'
import { consumers, diesInTheMiddle } from '../src/index.ts'
import type { ConsumerName } from '../src/index.ts'
import type { World } from './open-world.ts'

const titles: Record<ConsumerName, [client: string, commits: string]> = {
  'kafkajs-auto-commit': ['kafkajs', 'by itself, after each batch'],
  'kafkajs-threshold-1': ['kafkajs', 'by itself, after each record'],
  'platformatic-autocommit': ['@platformatic/kafka', 'by itself, when it has fetched'],
  'platformatic-commit-after-work': ['@platformatic/kafka', 'the program, after the work'],
}

export const autoCommitScene: Scene<World> = {
  id: 'auto-commit',
  title: 'Whether auto-commit loses records depends on the client',
  async play(stage, { payments }) {
    await stage.say(
      'A process consumes five payments that Kafka has in one batch. Kill -9 ends it in the middle of the third. The offset in Kafka says where the next member of the group begins.',
    )
    const names = Object.keys(consumers) as ConsumerName[]
    const ends = await Promise.all(names.map((name) => diesInTheMiddle(payments, name)))
    await stage.table({
      title: 'Five payments, killed in the third',
      columns: ['client', 'who commits', 'done', 'committed offset', 'done again', 'never done'],
      rows: names.map((name, index) => {
        const { done, committed, again, lost } = ends[index]!
        return [...titles[name], done, committed, again, lost]
      }),
    })
    for (const [name, claim, text] of [
      [
        'kafkajs-auto-commit',
        'holds',
        'kafkajs counts a record as consumed when its handler has returned. The two that were done are done again.',
      ],
      [
        'platformatic-autocommit',
        'breaks',
        'This client commits what it has fetched into its buffer. Three payments were there, and not done.',
      ],
      [
        'platformatic-commit-after-work',
        'holds',
        'The program commits each record when its work is done.',
      ],
    ] as const) {
      const { again, lost } = ends[names.indexOf(name)]!
      await stage.verdict({
        way: name,
        promise: 'a payment that was not done is delivered again',
        claim,
        observed: lost === 0 ? 'holds' : 'breaks',
        text,
        numbers: { doneAgain: again, neverDone: lost },
      })
    }
  },
}
