import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { awaitDrain } from './await-drain.ts'
import { pipeline } from './pipeline.ts'
import { slowSink } from './slow-sink.ts'

describe('slowSink', () => {
  it('emits "drain" when its buffer is empty, not at the first free place', async () => {
    const lengths: number[] = []
    const sink = slowSink(async () => {
      await nextTurn()
      lengths.push(sink.writableLength)
    })
    for (let id = 1; sink.write({ id, body: '' }); id++);
    await once(sink, 'drain')
    expect(lengths).toEqual([16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    expect(sink.writableLength).toBe(0)
  })
})

describe.each([{ way: pipeline }, { way: awaitDrain }])('$way.name', ({ way }) => {
  it('ends the producer when the consumer fails, and rejects with its error', async () => {
    const failure = new Error('out of service')
    let isEnded = false
    async function* source() {
      try {
        for (let id = 1; id <= 1_000; id++) yield { id, body: '' }
        // Without an end, a way that does not wait would hold up this test for ever.
        throw new Error('the producer is not ended')
      } finally {
        isEnded = true
      }
    }
    let processed = 0
    const process = async () => {
      await nextTurn()
      if (++processed === 3) throw failure
    }
    await expect(way(source(), process, () => {})).rejects.toBe(failure)
    await nextTurn()
    expect({ isEnded, processed }).toEqual({ isEnded: true, processed: 3 })
  })
})
