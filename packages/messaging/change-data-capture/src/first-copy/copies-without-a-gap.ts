import { conduct, endingText, turn } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Client, QueryResultRow } from 'pg'
import { beginAgain } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { dropSlot } from '../slot.ts'
import { describeChange } from '../stream/describe-change.ts'
import { openStream } from '../stream/open-stream.ts'
import { replicationClient } from '../stream/replication-client.ts'
import type { Connection, FirstCopy, Row } from './first-copy.ts'

const slot = 'first_copy'

const write = `insert into orders (id, status) values (3, 'new')`

/**
 * The contract: the shop writes before, between or after the steps of the first copy, and the
 * new order is in the copy or in the stream, not in both.
 */
export function copiesWithoutAGap(shop: Shop, copy: FirstCopy): Race {
  const { plain, outside } = shop
  let source: OpenSource | undefined
  let copied: Row[] = []
  return conduct({
    async setup() {
      await beginAgain(shop)
      source = await openSource(shop)
      shop.leave(source)
    },
    actors: {
      warehouse: async () => {
        copied = await copy({ replication: source!.replication, reader: source!.reader, slot })
      },
      shop: async () => {
        await turn(write)
        await outside(() => plain.query(write))
      },
    },
    async invariant({ warehouse }) {
      if (warehouse?.kind !== 'finished') return `the first copy ends: ${endingText(warehouse)}`
      const isCopied = copied.some(({ id }) => id === 3)
      const isStreamed = (await streamed(shop)).includes('insert 3 new')
      if (isCopied && isStreamed) return 'order 3 is in the copy, and comes in the stream again'
      return isCopied || isStreamed ? undefined : 'order 3 is neither in the copy nor in the stream'
    },
  })
}

/** Two connections whose every command is a step. */
async function openSource({ url, db, outside }: Shop) {
  const [replication, reader] = [await replicationClient(url), await db.connect()]
  const stepwise = (client: Client): Connection => ({
    async query<Found extends QueryResultRow>(text: string) {
      // The name of a snapshot is another one in each run.
      await turn(text.replace(/(snapshot) '[-0-9A-F]+'/, "$1 'S'"))
      return outside(() => client.query<Found>(text))
    },
  })
  return {
    replication: stepwise(replication),
    reader: stepwise(reader),
    async [Symbol.asyncDispose]() {
      await replication.end()
      await reader.end()
    },
  }
}

type OpenSource = Awaited<ReturnType<typeof openSource>>

/** Reads the stream to its end, and drops the slot. */
async function streamed({ url, plain }: Shop): Promise<string[]> {
  const stream = await openStream({ url, plain, slot })
  const { transactions } = await stream.drain()
  await stream[Symbol.asyncDispose]()
  await dropSlot(plain, slot)
  return transactions.flatMap(({ changes }) => changes.map(describeChange))
}
