import type { Pool } from 'pg'
import type { Cluster } from '../open-cluster.ts'
import { until } from '../until.ts'
import { openCopy } from './open-copy.ts'

interface Copies<Value> {
  /** A standby, which replays the log of the whole server. */
  physical: Value
  /** A subscriber, which is sent the rows of published tables. */
  logical: Value
}

export interface CopyReport {
  /** Letters there, after two were written on the primary. */
  letters: Copies<number>
  /** What a client is told that writes a letter there: SQLSTATE or command. */
  insert: Copies<string>
  /** Letters there, after a third one that fills a column which the table has got on the primary. */
  withColumn: Copies<number>
  /** Letters on the logical copy, after its table was changed by hand. */
  byHand: number
  update: Copies<string>
  /** What an update of a published table without a key is told on the primary. */
  withoutKey: string
}

/** Does the same beside a physical and a logical copy of one primary. */
export async function whatEachCopyHas(cluster: Cluster): Promise<CopyReport> {
  await using copy = await openCopy(cluster)
  const { publisher, subscriber } = copy
  const nodes = { physical: cluster.plain.standby, logical: subscriber }
  const count = async () => ({
    physical: await countLetters(nodes.physical),
    logical: await countLetters(nodes.logical),
  })
  const told = async (text: string) => ({
    physical: await answerTo(nodes.physical, text),
    logical: await answerTo(nodes.logical, text),
  })
  const arrives = async (letters: number) => {
    await cluster.standby.caughtUp()
    await until(`the copy has ${letters} letters`, async () => {
      return (await countLetters(subscriber)) === letters
    })
  }

  await publisher.query(`insert into letters (text) values ('first'), ('second')`)
  await arrives(2)
  const letters = await count()
  const insert = await told(`insert into letters (text) values ('own')`)

  await publisher.query('alter table letters add column author text')
  await publisher.query(`insert into letters (text, author) values ('third', 'alice')`)
  await cluster.standby.caughtUp()
  await until('the copy stops', async () => {
    const stopped = 'select from pg_stat_subscription_stats where apply_error_count > 0'
    return (await subscriber.query(stopped)).rowCount === 1
  })
  const withColumn = await count()
  await subscriber.query('alter table letters add column author text')
  await arrives(3)
  const byHand = await countLetters(subscriber)

  const update = await told(`update letters set text = 'changed' where text = 'first'`)
  await publisher.query(`insert into visits values ('/')`)
  const withoutKey = await answerTo(publisher, `update visits set page = '/a'`)
  return { letters, insert, withColumn, byHand, update, withoutKey }
}

type Node = Pick<Pool, 'query'>

async function countLetters(node: Node): Promise<number> {
  return (await node.query('select count(*)::int as letters from letters')).rows[0].letters
}

async function answerTo(node: Node, text: string): Promise<string> {
  return node.query(text).then(
    ({ command, rowCount }) => `${command} ${rowCount}`,
    ({ code }: { code: string }) => code,
  )
}
