import { describe, expect, it } from 'vitest'
import { keepsWhatItAccepts, load } from './keeps-what-it-accepts.ts'
import { runFlow } from './run-flow.ts'
import type { WayName } from './ways.ts'

describe('a heap of 20 MiB and events of 40 MB', () => {
  it.concurrent.each<{ way: WayName; held: number }>([
    { way: 'await-drain', held: 16 },
    { way: 'bounded-queue', held: 17 },
    { way: 'pipeline', held: 31 },
  ])('is enough for $way, which holds $held events at most', async ({ way, held }) => {
    expect(await keepsWhatItAccepts(way)).toMatchObject({
      ending: 'done',
      accepted: 800,
      processed: 800,
      held,
      violation: undefined,
    })
  })

  it.concurrent.each<{ way: WayName }>([{ way: 'unbounded-array' }, { way: 'ignored-write' }])(
    'ends $way with 90 % of what it has accepted',
    async ({ way }) => {
      const flow = await keepsWhatItAccepts(way)
      expect(flow).toMatchObject({
        ending: 'out of memory',
        lostPercent: 90,
        violation: '90 % of the accepted events are lost: out of memory',
      })
      expect(flow.held).toBe(flow.lost)
    },
  )

  it.concurrent('is enough for drop-when-full, which loses 704 of 800', async () => {
    expect(await keepsWhatItAccepts('drop-when-full')).toMatchObject({
      ending: 'done',
      held: 18,
      lost: 704,
    })
  })
})

describe('kill -9 after 100 processed events', () => {
  it.concurrent.each<{ way: WayName; lost: number }>([
    { way: 'unbounded-array', lost: 900 },
    { way: 'ignored-write', lost: 900 },
    { way: 'await-drain', lost: 2 },
    { way: 'bounded-queue', lost: 16 },
    { way: 'pipeline', lost: 29 },
  ])('loses $lost that $way has accepted', async ({ way, lost }) => {
    const flow = await runFlow({ way, ...load, bytes: 1_000, events: 2_000, dieAfter: 100 })
    expect(flow).toMatchObject({ ending: 'killed', processed: 100, lost })
  })
})

describe('buffers', () => {
  it.concurrent('are no part of the heap: its limit does not stop what they take', async () => {
    const flow = await runFlow({ way: 'unbounded-array', ...load, heapMb: 20, body: 'buffer' })
    expect(flow).toMatchObject({ ending: 'done', held: 721 })
  })
})
