import { whenText } from '@lab/kata/when-text'
import { askLine } from '../ask-line.ts'
import { proofText } from '../claims/claims-text.ts'
import type { Context } from '../context.ts'
import { painter, proseText, textOptions } from '../prose-text.ts'
import { playProof } from './play-proof.ts'
import type { QuestionCard } from './cards.ts'
import { gradeKeys, gradePrompt, grades } from './memory.ts'
import type { Grade, Memory } from './memory.ts'

/** Asks one question after another until none is left, or the person quits. */
export async function askQuestions(
  cards: readonly QuestionCard[],
  memory: Memory,
  options: { all: boolean },
  context: Context,
): Promise<void> {
  const { stdout } = context
  const text = textOptions(context)
  const paint = painter(text)
  const wanted = options.all ? [...cards] : memory.due(cards, new Date())
  const given: Grade[] = []
  let asked = 0
  // What is missed is asked once more at the end.
  for (const card of wanted) {
    asked += 1
    stdout.write(`\n${paint('dim', `${asked} of ${wanted.length} · ${card.concept}`)}\n`)
    stdout.write(`${paint('bold', proseText(card.question, text))}\n\n`)
    if ((await askLine('Say your answer, then press a key. q quit', context)) === 'q') break
    stdout.write(`${proseText(card.answer, text)}\n\n`)
    const key = await askForGrade(card)
    if (key === 'q') break
    const grade = Number(key) as Grade
    given.push(grade)
    if (grade === 1) wanted.push(card)
    const due = memory.rate(card, grade, new Date())
    stdout.write(paint('dim', `${grades[grade].name}, comes back ${whenText(due, new Date())}\n`))
  }
  stdout.write(endText())

  async function askForGrade({ proof }: QuestionCard): Promise<string> {
    if (proof === undefined) return askLine(`${gradePrompt}  q quit`, context, [...gradeKeys, 'q'])
    stdout.write(`${paint('dim', proofText(proof))}\n`)
    for (;;) {
      const key = await askLine(`${gradePrompt}  p proof  q quit`, context, [
        ...gradeKeys,
        'p',
        'q',
      ])
      if (key !== 'p') return key
      await playProof(proof, context)
    }
  }

  function endText(): string {
    if (cards.length === 0) return 'There is no question yet.\n'
    const next = memory.nextDue(cards)
    const when = next === undefined ? '' : ` The next one is due ${whenText(next, new Date())}.`
    if (wanted.length === 0) return `Nothing is due.${when}\nTry: lab ask --all\n`
    const missed = given.filter((grade) => grade === 1).length
    return `\n${given.length} answered, ${missed} missed.${when}\n`
  }
}
