import { conduct, turn } from '@lab/conductor'
import { expect, it } from 'vitest'
import type { StageEvent } from './events.ts'
import { playScene } from './play-scene.ts'
import { raceScene } from './race-scene.ts'

it('says, shows what stands before, and closes with the verdict of its race', async () => {
  const scene = raceScene(
    (world: { steps: string }) => conduct({ actors: { ann: () => turn(world.steps) } }),
    {
      way: 'one-step',
      promise: 'it ends',
      claim: 'holds',
      title: 'One step',
      say: 'Ann takes a step.',
      before: (stage, { steps }) => stage.say(`It is called ${steps}.`),
      play: { title: 'The only order' },
      text: 'There is one order.',
    },
  )
  const events: StageEvent[] = []
  const emit = async (event: StageEvent) => void events.push(event)
  await playScene(scene, { steps: 'add' }, { emit, signal: new AbortController().signal })
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['scene', 'say', 'race', 'verdict']),
  )
  expect(events[0]).toEqual({ type: 'scene', id: 'one-step', title: 'One step' })
  expect(events.flatMap((event) => (event.type === 'say' ? event.text : []))).toEqual([
    'Ann takes a step.',
    'It is called add.',
  ])
  expect(events.at(-1)).toMatchObject({
    type: 'verdict',
    way: 'one-step',
    promise: 'it ends',
    observed: 'holds',
    text: 'There is one order.',
    numbers: { orders: 1, broken: 0 },
  })
})
