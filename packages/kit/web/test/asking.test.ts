import { describe, expect, it } from 'vitest'
import { askNext, beginAsking, showAnswer, topicsOf } from '../page/src/asking.ts'

const card = (id: string, concept = 'row-locks') => ({ id, concept, question: id, answer: id })
const cards = [card('one'), card('two')]

describe('askNext', () => {
  it('asks once more at the end what was missed', () => {
    const end = ([1, 3, 4] as const).reduce(askNext, beginAsking(cards))
    expect(end.queue.map(({ id }) => id)).toEqual(['one', 'two', 'one'])
    expect([end.at, end.given]).toEqual([3, [1, 3, 4]])
  })

  it('hides the next answer', () => {
    const shown = showAnswer(beginAsking(cards))
    expect([shown.isShown, askNext(shown, 2).isShown]).toEqual([true, false])
  })
})

describe('topicsOf', () => {
  it('names each concept once, also those of which nothing is due', () => {
    expect(topicsOf({ due: cards, later: [card('three', 'saga')] })).toEqual(['row-locks', 'saga'])
  })
})
