import { concept } from '@lab/stage'
import type { Scene, StageEvent } from '@lab/stage'
import { expect, it } from 'vitest'
import { openStage } from '../src/open-stage.ts'
import { performRun } from '../src/perform-run.ts'

interface Shop extends AsyncDisposable {
  left: number
}

interface Shops extends Record<string, Shop> {
  shop: Shop
}

/** Each scene takes a ticket of its world, as a limiter on a clock that stands still takes tokens. */
const takes = (id: string): Scene<Shops> => ({
  id,
  title: id,
  async play(stage, { shop }) {
    shop.left -= 1
    await stage.verdict({
      way: id,
      claim: 'holds',
      observed: 'holds',
      text: '',
      numbers: { left: shop.left },
    })
  },
})

/** What each of some plays, one after the other on one stage, finds left of two tickets. */
async function leftAfter(...scenes: string[]) {
  const worlds: string[] = []
  const demo = concept<Shops>(
    { name: '@lab/tickets', lab: { title: '', question: '', needs: [] } },
    {
      async open() {
        worlds.push('open')
        const close = async () => void worlds.push('close')
        return { shop: { left: 2, [Symbol.asyncDispose]: close } }
      },
      scenes: [takes('first'), takes('second')],
    },
  )
  const left: unknown[] = []
  const emit = async (event: StageEvent) => {
    if (event.type === 'verdict') left.push(event.numbers['left'])
  }
  const { signal } = new AbortController()
  {
    // What a run asks of the world is what this demo gives.
    await using stage = await openStage(demo as never, undefined)
    for (const scene of scenes) {
      await performRun(stage, { do: 'play', concept: demo.id, scene }, emit, signal)
    }
  }
  return { left, worlds: worlds.join(' ') }
}

it('plays the scenes of a demo in one world, in their order', async () => {
  expect(await leftAfter('first', 'second')).toEqual({ left: [1, 0], worlds: 'open close' })
})

it('has a new world for a scene that is run again', async () => {
  expect(await leftAfter('first', 'first', 'second', 'second')).toEqual({
    left: [1, 1, 0, 1],
    worlds: 'open close open close open close',
  })
})

it('has a new world for a scene that comes before the one that was played', async () => {
  expect(await leftAfter('second', 'first')).toEqual({
    left: [1, 1],
    worlds: 'open close open close',
  })
})
