import { describe, expect, it } from 'vitest'
import { createRunQueue, QueueFullError } from '../src/run-queue.ts'

const never = new AbortController().signal
const silent = () => {}

/** A run that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { run: () => promise, end: resolve }
}

describe('createRunQueue', () => {
  it('waits for a run that has begun, also when nobody wants it any more', async () => {
    const queue = createRunQueue()
    const told: string[] = []
    const first = held()
    const gone = new AbortController()
    const running = queue.add(
      async () => {
        told.push('first begins')
        await first.run()
        told.push('first ends')
      },
      gone.signal,
      silent,
    )
    const second = queue.add(async () => void told.push('second'), never, silent)
    gone.abort(new Error('The page has gone'))
    await new Promise(setImmediate)
    expect(told).toEqual(['first begins'])
    first.end()
    await Promise.all([running, second])
    expect(told).toEqual(['first begins', 'first ends', 'second'])
  })

  it('lets a request that waits leave at once, and takes the next one in its place', async () => {
    const queue = createRunQueue()
    const first = held()
    const running = queue.add(first.run, never, silent)
    const gone = new AbortController()
    const left = Array.from({ length: 8 }, () => queue.add(async () => {}, gone.signal, silent))
    await expect(queue.add(async () => {}, never, silent)).rejects.toThrow(QueueFullError)
    gone.abort(new Error('The page has gone'))
    for (const one of left) await expect(one).rejects.toThrow('The page has gone')
    const ahead: number[] = []
    const last = queue.add(
      async () => {},
      never,
      (count) => ahead.push(count),
    )
    first.end()
    await Promise.all([running, last])
    expect(ahead).toEqual([1])
  })
})
