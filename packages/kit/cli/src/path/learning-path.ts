import { questionCards } from '../ask/cards.ts'
import { openMemory } from '../ask/memory.ts'
import { readmeWords } from '../concept-sizes.ts'
import { openProgress } from '../practice/progress.ts'
import { workspaceKatas } from '../practice/workspace-katas.ts'
import { workspaceConcepts } from '../workspace-concepts.ts'
import { learningOrder } from './learning-order.ts'

/** One concept, at its place on the way through all of them. */
export interface PathStep {
  id: string
  area: string
  title: string
  question: string
  /** How long its README, its demo, its questions and its katas take at first. */
  minutes: number
  katas: { id: string; isPassed: boolean }[]
  /** Its interview questions: how many, how many were known, and how many that were asked are due. */
  cards: number
  known: number
  due: number
  /** Whether each kata is passed and each question was known. */
  isDone: boolean
}

const wordsPerMinute = 150
const demoMinutes = 3

/** What to learn in which order, and how far one has come by what `practice` and `ask` remember. */
export function learningPath(root: string, now: Date): PathStep[] {
  const katas = Map.groupBy(workspaceKatas(root), ({ concept }) => concept.id)
  const progress = openProgress(root)
  const memory = openMemory(root)
  return learningOrder(workspaceConcepts(root)).map((concept) => {
    const { id, area, title, question, folder } = concept
    const own = (katas.get(id) ?? []).map(({ kata }) => kata)
    const cards = questionCards(concept)
    const passed = own.map((kata) => ({
      id: kata.id,
      isPassed: progress.of(kata.id).passedAt !== undefined,
    }))
    const { known, due } = memory.count(cards, now)
    const minutes =
      Math.ceil(readmeWords(folder) / wordsPerMinute) +
      demoMinutes +
      cards.length +
      own.reduce((sum, kata) => sum + kata.minutes, 0)
    const isAnything = cards.length > 0 || passed.length > 0
    const isDone = isAnything && known === cards.length && passed.every(({ isPassed }) => isPassed)
    return {
      id,
      area,
      title,
      question,
      minutes,
      katas: passed,
      cards: cards.length,
      known,
      due,
      isDone,
    }
  })
}
