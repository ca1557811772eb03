import { recordExchange } from '@lab/wire/record-exchange'
import type { RecordedExchange } from '@lab/wire/record-exchange'
import { openApi } from './open-api.ts'

export interface RecordedShedding {
  exchange: RecordedExchange
  /** Of each client's answers, in the order in which they came. */
  statuses: Record<string, number[]>
}

/** Two requests fill the server, a third one is refused, and comes again when one has its answer. */
export async function recordShedding(): Promise<RecordedShedding> {
  await using api = await openApi(2)
  await using recorder = recordExchange()
  const statuses: Record<string, number[]> = { alice: [], bob: [], carol: [] }
  const ask = async (from: string) => {
    const url = await recorder.http(api.url, { from, to: 'api', fields: ['Retry-After'] })
    const reply = await fetch(new URL('/report', url))
    await reply.text()
    statuses[from]!.push(reply.status)
  }
  const alice = ask('alice')
  await api.working(1)
  const bob = ask('bob')
  await api.working(2)
  const tooMany = api.working(3).then(() => Promise.reject(new Error('a third request is let in')))
  await Promise.race([ask('carol'), tooMany])
  api.finishOne()
  await alice
  await api.working(1)
  const carol = ask('carol')
  await api.working(2)
  api.finishOne()
  await bob
  await api.working(1)
  api.finishOne()
  await carol
  return {
    exchange: recorder.exchange('What passes: the API takes two requests at once'),
    statuses,
  }
}
