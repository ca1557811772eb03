import { seededRandom } from '@lab/stage/seeded-random'
import { describe, expect, it } from 'vitest'
import type { QuestionCard } from '../ask/cards.ts'
import type { KataEntry } from '../practice/workspace-katas.ts'
import { planInterview } from './plan-interview.ts'

const concepts = ['row-locks', 'saga', 'rate-limiting', 'key-expiry']
const cards = concepts.flatMap((concept) =>
  ['one', 'two', 'three', 'four'].map((name): QuestionCard => ({
    id: `${concept}/${name}`,
    concept,
    question: name,
    answer: name,
  })),
)
const entry = (concept: string, minutes: number) =>
  ({ concept: { id: concept }, kata: { id: `${concept}-kata`, minutes } }) as KataEntry
const katas = [entry('row-locks', 15), entry('saga', 30), entry('rate-limiting', 20)]
const plan = (minutes: number, seed = 1, all = { cards, katas }) =>
  planInterview(all, minutes, seededRandom(seed))
const seeds = Array.from({ length: 40 }, (_, seed) => seed)

describe('planInterview', () => {
  it('is decided by the seed', () => {
    const ids = (seed: number) => plan(45, seed).cards.map(({ id }) => id)
    expect(ids(7)).toEqual(ids(7))
    expect(ids(7)).not.toEqual(ids(8))
  })

  it('fills the time: three minutes a question, the time box of the kata, five for what follows', () => {
    for (const seed of seeds) {
      const { cards: asked, entry: chosen } = plan(45, seed)
      expect(asked.length).toBe(Math.floor((45 - 5 - chosen!.kata.minutes) / 3))
    }
  })

  it('takes a kata that leaves room for two questions, or none', () => {
    const chosen = new Set(seeds.map((seed) => plan(26, seed).entry?.kata.id))
    expect(chosen).toEqual(new Set(['row-locks-kata']))
    expect(plan(25).entry).toBeUndefined()
    expect(plan(25).cards.length).toBe(8)
  })

  it('asks nothing of the concept of the kata, and one of each other before a second one', () => {
    for (const seed of seeds) {
      const { cards: asked, entry: chosen } = plan(75, seed)
      const others = concepts.filter((concept) => concept !== chosen!.concept.id)
      const round = (from: number) => asked.slice(from, from + 3).map(({ concept }) => concept)
      expect(round(0).toSorted()).toEqual(others.toSorted())
      expect(round(3).toSorted()).toEqual(others.toSorted())
      expect(asked.map(({ concept }) => concept)).not.toContain(chosen!.concept.id)
    }
  })

  it('asks of the concept of the kata when there is no other', () => {
    const own = cards.filter(({ concept }) => concept === 'saga')
    expect(plan(45, 1, { cards: own, katas: [entry('saga', 30)] }).cards.length).toBe(3)
  })

  it('has what there is', () => {
    expect(plan(45, 1, { cards: [], katas: [] })).toEqual({ cards: [], entry: undefined })
  })
})
