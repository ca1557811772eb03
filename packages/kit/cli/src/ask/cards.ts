import { join } from 'node:path'
import { readQuestions, readSection } from '@lab/kata/read'
import { readText } from '@lab/kata/read-text'
import type { Proof } from '@lab/stage/claims'
import type { ConceptEntry } from '../workspace-concepts.ts'
import { readCardMark } from './card-mark.ts'

/** One interview question, with the answer to say. */
export interface QuestionCard {
  /** `row-locks/dead-client`, by the name that its mark gives: rewording it makes no other card. */
  id: string
  concept: string
  question: string
  /** Markdown. */
  answer: string
  /** What shows the answer; undefined where the lab runs nothing of it. */
  proof?: Proof | undefined
}

type Readable = Pick<ConceptEntry, 'id' | 'folder' | 'question'>

/** Reads a concept's questions from its README: the main one, and what they ask next. */
export function questionCards(concept: Readable): QuestionCard[] {
  return markedCards(concept).map(({ card }) => card)
}

/** The same, and whether each has the mark that names it. */
export function markedCards(concept: Readable): { card: QuestionCard; isMarked: boolean }[] {
  const text = readText(join(concept.folder, 'README.md'))
  const answer = readSection(text, 'The answer to say')
  const main = answer === undefined ? [] : [{ question: concept.question, answer }]
  const next = readQuestions(readSection(text, 'They ask next') ?? '')
  return [...main, ...next].map(({ question, answer: written }) => {
    const { text: shown, mark } = readCardMark(written, concept.id)
    const id = mark === undefined ? `${concept.id}: ${question}` : `${concept.id}/${mark.name}`
    const card = { id, concept: concept.id, question, answer: shown, proof: mark?.proof }
    return { card, isMarked: mark !== undefined }
  })
}
