import { whenText } from '@lab/kata/when-text'
import type { Context } from '../context.ts'
import { waitForKey } from '../keys.ts'
import { painter, proseText, textOptions } from '../prose-text.ts'
import { playProof } from './play-proof.ts'
import type { QuestionCard } from './cards.ts'
import { grades } from './memory.ts'
import type { Grade, Memory } from './memory.ts'

const gradeKeys = Object.keys(grades)
const prompt = `${Object.entries(grades)
  .map(([key, { name }]) => `${key} ${name}`)
  .join('  ')}  p proof  q quit`

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
    if ((await ask('Say your answer, then press a key. q quit')) === 'q') break
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

  async function askForGrade(card: QuestionCard): Promise<string> {
    for (;;) {
      const key = await ask(prompt, [...gradeKeys, 'p', 'q'])
      if (key !== 'p') return key
      await playProof(card.concept, context)
    }
  }

  async function ask(line: string, keys?: string[]): Promise<string> {
    stdout.write(paint('dim', line))
    const key = await waitForKey(context, keys)
    stdout.write('\r\u001B[2K')
    return key
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
