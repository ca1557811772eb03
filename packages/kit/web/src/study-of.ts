import type { ConceptStudy, LearningStep } from './study-protocol.ts'
import type { WebLab } from './web-lab.ts'

/**
 * Counts how far one has come with each concept and on the way through all of them; undefined when
 * a kata or a question cannot be read, which must not keep a reader from the demos.
 */
export function studyOf(
  lab: WebLab,
  now: Date,
): { study: Record<string, ConceptStudy>; path: LearningStep[] } | undefined {
  try {
    const path = lab.path(now).map(({ id, minutes, isDone, due }) => ({ id, minutes, isDone, due }))
    return { study: countStudy(lab, now), path }
  } catch {
    // `practice` and `ask` say what is wrong.
    return undefined
  }
}

function countStudy({ concepts, practice, cards }: WebLab, now: Date) {
  const katas = Map.groupBy(practice.katas(), ({ concept }) => concept)
  const all = cards.all()
  const cardsOf = Map.groupBy(all, ({ concept }) => concept)
  const dueOf = Map.groupBy(cards.memory.due(all, now), ({ concept }) => concept)
  const study: Record<string, ConceptStudy> = {}
  for (const { id } of concepts) {
    const own = katas.get(id) ?? []
    study[id] = {
      katas: own.length,
      passed: own.filter(({ kata }) => practice.progress.of(kata.id).passedAt).length,
      cards: cardsOf.get(id)?.length ?? 0,
      due: dueOf.get(id)?.length ?? 0,
    }
  }
  return study
}
