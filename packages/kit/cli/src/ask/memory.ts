import { join } from 'node:path'
import { createEmptyCard, fsrs, Rating, State } from 'ts-fsrs'
import type { Card, CardInput } from 'ts-fsrs'
import { openStateFile } from '../state-file.ts'
import type { QuestionCard } from './cards.ts'

/** How well an answer was known: the grades of FSRS. */
export const grades = {
  1: { name: 'missed', rating: Rating.Again },
  2: { name: 'hard', rating: Rating.Hard },
  3: { name: 'good', rating: Rating.Good },
  4: { name: 'easy', rating: Rating.Easy },
} as const

export type Grade = keyof typeof grades

/** The keys that give a grade, and what the last line says of them. */
export const gradeKeys = Object.keys(grades)
export const gradePrompt = Object.entries(grades)
  .map(([key, { name }]) => `${key} ${name}`)
  .join('  ')

export interface Memory {
  /** The cards to ask now: first those that are due, the most overdue first, then new ones. */
  due(cards: readonly QuestionCard[], now: Date): QuestionCard[]
  /** Remembers a grade; returns when the card comes back. */
  rate(card: QuestionCard, grade: Grade, now: Date): Date
  /** How many were known when they were asked last, and how many of those asked are due again. */
  count(cards: readonly QuestionCard[], now: Date): { known: number; due: number }
  /** When the next of these cards is due, if one was ever asked. */
  nextDue(cards: readonly QuestionCard[]): Date | undefined
}

/** Opens the file that remembers each card, `practice/.ask.json`, scheduled by FSRS. */
export function openMemory(root: string): Memory {
  const file = openStateFile<CardInput>(join(root, 'practice', '.ask.json'))
  // Intervals are the same for every user: a test and a person see the same.
  const scheduler = fsrs({ enable_fuzz: false })
  const dueOf = (state: Record<string, CardInput>, { id }: QuestionCard) => {
    const due = state[id]?.due
    return due === undefined ? undefined : new Date(due)
  }
  return {
    due(cards, now) {
      const state = file.read()
      const asked = cards
        .flatMap((card) => {
          const due = dueOf(state, card)
          return due !== undefined && due <= now ? [{ card, due }] : []
        })
        .toSorted((one, other) => one.due.getTime() - other.due.getTime())
        .map(({ card }) => card)
      return [...asked, ...cards.filter((card) => dueOf(state, card) === undefined)]
    },
    rate(card, grade, now) {
      const before: CardInput = file.read()[card.id] ?? createEmptyCard(now)
      const after = scheduler.next(before, now, grades[grade].rating).card as Card
      file.update((state) => ({ ...state, [card.id]: after }))
      return after.due
    },
    count(cards, now) {
      const state = file.read()
      const asked = cards.flatMap(({ id }) => state[id] ?? [])
      return {
        known: asked.filter((card) => card.state === State.Review).length,
        due: asked.filter(({ due }) => new Date(due) <= now).length,
      }
    },
    nextDue(cards) {
      const state = file.read()
      const times = cards.flatMap((card) => dueOf(state, card)?.getTime() ?? [])
      return times.length === 0 ? undefined : new Date(Math.min(...times))
    },
  }
}
