import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readQuestions, readSection } from '@lab/kata/read'
import type { ConceptEntry } from '../workspace-concepts.ts'

/** One interview question, with the answer to say. */
export interface QuestionCard {
  /** Stays the same as long as the question does. */
  id: string
  concept: string
  question: string
  /** Markdown. */
  answer: string
}

/** Reads a concept's questions from its README: the main one, and what they ask next. */
export function questionCards({ id: concept, folder, question }: ConceptEntry): QuestionCard[] {
  const text = readFileSync(join(folder, 'README.md'), 'utf8')
  const answer = readSection(text, 'The answer to say')
  const next = readQuestions(readSection(text, 'They ask next') ?? '')
  return [...(answer === undefined ? [] : [{ question, answer }]), ...next].map((each) => ({
    id: `${concept}: ${each.question}`,
    concept,
    ...each,
  }))
}
