import { inspect } from 'node:util'

type Taken = { done: false; value: unknown } | { done: true }

interface Queue {
  put(item: unknown): Promise<void>
  take(): Promise<Taken>
  close(): void
  fail(error: unknown): void
}

export type CreateQueue = (places: number) => Queue

export interface Call {
  /** As a sentence about it: `waits`, `resolves`, `gives 1`, `is done`, `rejects with …`. */
  ending: string
  value?: unknown
  error?: unknown
}

/** A queue whose calls are watched. Each answers when everything that follows from it has happened. */
export function tell(create: CreateQueue, places: number) {
  const queue = create(places)
  const watch = async (run: () => unknown, say: (value: unknown) => Partial<Call>) => {
    const call: Call = { ending: 'waits' }
    Promise.try(run).then(
      (value) => Object.assign(call, say(value)),
      (error) => Object.assign(call, { ending: `rejects with ${text(error)}`, error }),
    )
    await everythingHeard()
    return call
  }
  const resolves = () => ({ ending: 'resolves' })
  return {
    put: (item: unknown) => watch(() => queue.put(item), resolves),
    take: () => watch(() => queue.take(), taken),
    close: () => watch(() => queue.close(), resolves),
    fail: (error: unknown) => watch(() => queue.fail(error), resolves),
  }
}

function taken(given: unknown): Partial<Call> {
  const { done, value } = (given ?? {}) as { done?: unknown; value?: unknown }
  if (done === true) return { ending: 'is done' }
  return done === false ? { ending: gives(value), value } : { ending: 'has no done in its answer' }
}

export const waits = ({ ending }: Call) => ending === 'waits'

export const gives = (item: unknown) => `gives ${text(item)}`

export const text = (value: unknown) => (value instanceof Error ? String(value) : inspect(value))

/** Promises that follow from one another are through, in the same turn of the event loop. */
async function everythingHeard(): Promise<void> {
  // Each is after all the promises that can go on: more than one for those that wait for a tick.
  for (let tick = 0; tick < 20; tick++) {
    await new Promise<void>((resolve) => process.nextTick(resolve))
  }
}

/** One that takes more than its places breaks the fact about that, and not every other one, too. */
export async function waitsWhenFull(create: CreateQueue): Promise<boolean> {
  const story = tell(create, 1)
  await story.put('a')
  return (await story.put('b')).ending === 'waits'
}
