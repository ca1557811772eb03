import { describe, expect, it } from 'vitest'
import type { Stage } from './concept.ts'
import type { StageEvent } from './events.ts'
import { judge } from './judge.ts'
import { playScene } from './play-scene.ts'

async function judged(violation: string | undefined) {
  const events: StageEvent[] = []
  const scene = {
    id: 'shop',
    title: 'A shop',
    play: (stage: Stage) =>
      judge(
        stage,
        { way: 'redirect', promise: 'an order arrives', claim: 'holds', text: 'It is sent again.' },
        violation,
        { messages: 4 },
      ),
  }
  const emit = async (event: StageEvent) => void events.push(event)
  await playScene(scene, {}, { emit, signal: new AbortController().signal })
  return events.at(-1)
}

describe('judge', () => {
  it('closes with a way that holds when nothing is wrong', async () => {
    expect(await judged(undefined)).toEqual({
      type: 'verdict',
      scene: 'shop',
      way: 'redirect',
      promise: 'an order arrives',
      claim: 'holds',
      observed: 'holds',
      text: 'It is sent again.',
      numbers: { messages: 4 },
    })
  })

  it('begins its text with what is wrong when the way breaks', async () => {
    expect(await judged('nothing arrives')).toMatchObject({
      claim: 'holds',
      observed: 'breaks',
      text: 'Nothing arrives. It is sent again.',
    })
  })
})
