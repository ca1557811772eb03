import { recordExchange } from '@lab/wire/record-exchange'
import type { RecordedExchange } from '@lab/wire/record-exchange'
import type { Queryable } from '../open-database.ts'
import type { Page } from '../pages/page.ts'
import { openApi } from './open-api.ts'
import type { ListPosts } from './open-api.ts'

// Each is the client's mistake.
const bad = [
  'limit=-1',
  'limit=1e3',
  'limit=100000000',
  'limit=2&limit=3',
  'after=yesterday',
  'after=infinity%200',
]

export interface Refusals {
  exchange: RecordedExchange
  /** How many bad requests there were, and how many of them were answered with 400. */
  requests: number
  refused: number
  /** What is wrong, or undefined. */
  violation: string | undefined
}

/**
 * The contract of the API: two pages are read by what `next` says, a bad request is answered with
 * 400, and the database is not asked for it.
 */
export async function refusesBadRequests(db: Queryable, listPosts: ListPosts): Promise<Refusals> {
  let asked = 0
  const counted = {
    query: (text: string, values: unknown[]) => {
      asked += 1
      return db.query(text, values)
    },
  } as Queryable
  await using api = await openApi(counted, listPosts)
  await using recorder = recordExchange()
  const url = await recorder.http(api.url, { from: 'client', to: 'api' })
  const get = async (query: string) => {
    const response = await fetch(new URL(`/posts?${query}`, url))
    return { status: response.status, body: (await response.json()) as Partial<Page> }
  }
  const first = await get('limit=2')
  const second = await get(`limit=2&after=${encodeURIComponent(first.body.next ?? '')}`)
  const titles = [...(first.body.posts ?? []), ...(second.body.posts ?? [])].map(
    ({ title }) => title,
  )
  const statements = asked
  const statuses: number[] = []
  for (const query of bad) statuses.push((await get(query)).status)
  const refused = statuses.filter((status) => status === 400).length
  const wrong = [
    titles.join() !== 'D,C,B,A' && `two pages are ${titles.join()}`,
    refused < bad.length && `${bad.length - refused} of ${bad.length} bad requests are not refused`,
    asked > statements && `the database is asked ${asked - statements} times for them`,
  ].filter((one) => one !== false)
  return {
    exchange: recorder.exchange('Two pages, and bad requests'),
    requests: bad.length,
    refused,
    violation: wrong.length > 0 ? wrong.join('; ') : undefined,
  }
}
