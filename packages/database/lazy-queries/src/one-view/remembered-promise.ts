// Keeps the promise of the first await, and answers every await by it: lazy like a builder, sent once
// like a promise. Costs an object of one's own; without await it is still not sent.
import type { RecordView } from './records-one-view.ts'

export const rememberedPromise: RecordView = async ({ knex }) => {
  const recorded = sentOnce(() => knex('page_views').insert({ path: '/users' }))
  await recorded
  await recorded
}

export function sentOnce<Result>(build: () => PromiseLike<Result>): PromiseLike<Result> {
  let sent: Promise<Result> | undefined
  return {
    then(onResult, onError) {
      sent ??= Promise.resolve(build())
      return sent.then(onResult, onError)
    },
  }
}
