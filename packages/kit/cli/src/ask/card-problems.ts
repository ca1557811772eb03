import { join } from 'node:path'
import { readQuestions, readSection } from '@lab/kata/read'
import { readText } from '@lab/kata/read-text'
import { testProblems } from '../claims/claim-problems.ts'
import type { ConceptEntry } from '../workspace-concepts.ts'
import { markedCards } from './cards.ts'
import type { QuestionCard } from './cards.ts'

// "Which key?" is asked after another question; a card comes alone.
const fewestWords = 5

/**
 * Says what is wrong with a concept's cards: each can be read alone and names what shows it.
 *
 * @param scenes The ids of the scenes of each concept's demo.
 */
export function cardProblems(
  concept: Pick<ConceptEntry, 'id' | 'folder' | 'question'>,
  scenes: ReadonlyMap<string, readonly string[]>,
): string[] {
  const cards = markedCards(concept)
  const ids = cards.map(({ card }) => card.id)
  return [
    ...unreadProblems(concept.folder),
    ...cards.flatMap(({ card, isMarked }, index) => {
      const problems = [
        ...questionProblems(card.question),
        ...(isMarked
          ? []
          : ['its answer must end with a mark, as <!-- card dead-client: scene row-lock -->']),
        ...(ids.indexOf(card.id) < index ? [`another card is named ${card.id} too`] : []),
        ...proofProblems(card, concept.folder, scenes),
      ]
      return problems.map((problem) => `card "${card.question}": ${problem}`)
    }),
  ]
}

/** A question that is written in another way is no card, without a word. */
function unreadProblems(folder: string): string[] {
  const section = readSection(readText(join(folder, 'README.md')), 'They ask next')
  const parts = (section ?? '').split(/\n(?=\S)/).filter((part) => part.trim() !== '')
  const unread = parts.find((part) => readQuestions(part).length !== 1)
  if (unread === undefined) return []
  const [line] = unread.split('\n')
  return [`"They ask next" must be a list of "- *Question?* Answer", received "${line}"`]
}

function questionProblems(question: string): string[] {
  if (!question.endsWith('?')) return ['it must end with a question mark']
  const words = question.split(/\s+/).length
  const begin = /^(?:And|But|Or)\b/.exec(question)?.[0]
  return [
    ...(words < fewestWords
      ? [`it must have ${fewestWords} words at least to be read alone, received ${words}`]
      : []),
    ...(begin === undefined ? [] : [`it is read alone, and must not begin with "${begin}"`]),
  ]
}

function proofProblems(
  { proof }: QuestionCard,
  folder: string,
  scenes: ReadonlyMap<string, readonly string[]>,
): string[] {
  if (proof === undefined) return []
  const { concept, shownBy } = proof
  if ('test' in shownBy) return testProblems(shownBy, folder)
  const own = scenes.get(concept)
  if (own === undefined) return [`there is no concept "${concept}"`]
  return own.includes(shownBy.scene)
    ? []
    : [`the demo of ${concept} has no scene "${shownBy.scene}"; there are ${own.join(', ')}`]
}
