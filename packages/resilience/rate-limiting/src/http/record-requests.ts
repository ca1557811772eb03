import { recordExchange } from '@lab/wire/record-exchange'
import type { RecordedExchange } from '@lab/wire/record-exchange'
import type { Api } from './open-api.ts'

export interface RecordedRequests {
  exchange: RecordedExchange
  /** Of the replies, in their order. */
  statuses: number[]
}

/** Asks for one path after the other as a user of a plan, and records what passes on the wire. */
export async function recordRequests(
  api: Api,
  { user, plan, paths, title }: { user: string; plan: string; paths: string[]; title: string },
): Promise<RecordedRequests> {
  await using recorder = recordExchange()
  const fields = ['RateLimit', 'Retry-After']
  const url = await recorder.http(api.url, { from: user, to: 'api', fields })
  for (const path of paths) {
    const reply = await fetch(new URL(path, url), { headers: { user, plan } })
    await reply.text()
  }
  const exchange = recorder.exchange(title)
  const statuses = exchange.messages
    .filter(({ kind }) => kind === 'reply')
    .map(({ text }) => Number.parseInt(text))
  return { exchange, statuses }
}
