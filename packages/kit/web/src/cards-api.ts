import { Router } from 'express'
import { z } from 'zod'
import { grades } from './study-protocol.ts'
import type { Deck } from './study-protocol.ts'
import type { WebCards } from './web-study.ts'

const rating = z.strictObject({ card: z.string().max(2_000), grade: z.literal(grades) })

/** Answers the page of a person who is asked interview questions. */
export function createCardsApi(cards: WebCards): Router {
  const router = Router()

  router.get('/', (_request, response) => {
    response.json(deckOf(cards, new Date()))
  })

  router.post('/rate', (request, response) => {
    const asked = rating.parse(request.body)
    const card = cards.all().find(({ id }) => id === asked.card)
    if (card === undefined) throw new RangeError(`Cannot rate: there is no card "${asked.card}"`)
    response.json({ due: cards.memory.rate(card, asked.grade, new Date()) })
  })

  return router
}

function deckOf({ all, memory }: WebCards, now: Date): Deck {
  const cards = all()
  const due = memory.due(cards, now)
  const isDue = new Set(due)
  const nextDue = memory.nextDue(cards)?.toISOString()
  return { due, later: cards.filter((card) => !isDue.has(card)), nextDue }
}
