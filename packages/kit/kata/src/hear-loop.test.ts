import { PassThrough } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { hearLoop } from './hear-loop.ts'
import type { Frames } from './hear-loop.ts'

async function heard(...pieces: string[]): Promise<Frames[]> {
  const all: Frames[] = []
  const input = new PassThrough()
  hearLoop(input, (frames) => all.push(frames))
  for (const piece of pieces) {
    input.write(piece)
    await nextTurn()
  }
  return all
}

describe('hearLoop', () => {
  it('hears frames that come in pieces, behind lines that are none', async () => {
    expect(await heard('no frames\n[1]\n{}\n', '[["file:///a.ts"', ',7]]\n')).toEqual([
      [['file:///a.ts', 7]],
    ])
  })

  it('keeps only the beginning of a line that does not end', async () => {
    const [long, next] = await heard(`[["${'x'.repeat(1_000_000)}`, '",7]]\n[["file:///a.ts",7]]\n')
    expect(long![0]![0]!.length).toBeLessThan(100_000)
    expect(next).toEqual([['file:///a.ts', 7]])
  })
})
