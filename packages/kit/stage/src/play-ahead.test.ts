import { describe, expect, it } from 'vitest'
import type { StageEvent } from './events.ts'
import { playAhead } from './play-ahead.ts'

type Emit = (event: StageEvent) => Promise<void>

const say = (text: string): StageEvent => ({ type: 'say', text })

describe('playAhead', () => {
  it('shows scenes in their order, though a later one ends first', async () => {
    const first = Promise.withResolvers<void>()
    const shown: string[] = []
    const play = async (scene: string, emit: Emit) => {
      await emit(say(`${scene} begins`))
      if (scene === 'first') await first.promise
      await emit(say(`${scene} ends`))
      if (scene === 'third') first.resolve()
    }
    await playAhead(
      ['first', 'second', 'third'],
      [play, play],
      async (event) => {
        if (event.type === 'say') shown.push(event.text)
      },
      () => {},
    )
    expect(shown).toEqual(
      ['first', 'second', 'third'].flatMap((scene) => [`${scene} begins`, `${scene} ends`]),
    )
  })

  it('fails with the first scene that fails, after what came before it, and starts no other', async () => {
    const shown: string[] = []
    const started: string[] = []
    const play = async (scene: string, emit: Emit) => {
      started.push(scene)
      await emit(say(scene))
      if (scene === 'second') throw new Error('the second scene is broken')
    }
    const stopped: unknown[] = []
    const playing = playAhead(
      ['first', 'second', 'third', 'fourth'],
      [play],
      async (event) => {
        if (event.type === 'say') shown.push(event.text)
        await new Promise(setImmediate)
      },
      (error) => stopped.push(error),
    )
    await expect(playing).rejects.toThrow('the second scene is broken')
    expect(stopped).toEqual([new Error('the second scene is broken')])
    expect(shown).toEqual(['first', 'second'])
    expect(started).toEqual(['first', 'second'])
  })
})
