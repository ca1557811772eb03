import { parseArgs } from 'node:util'
import { questionCards } from './ask/cards.ts'
import type { QuestionCard } from './ask/cards.ts'
import { chooseConcepts } from './choose-concepts.ts'
import { proofText } from './claims/claims-text.ts'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { MisuseError } from './misuse-error.ts'
import { painter, proseText, textOptions } from './prose-text.ts'
import type { ConceptEntry } from './workspace-concepts.ts'

const help = `Usage: lab ask [area or concept] [options]

Asks interview questions. Think, press a key, compare with the answer, and say how well you knew
it: what was missed comes back soon, what was easy comes back late.

  --list    print all questions with their answers; so does a pipe
  --all     ask also what is not due yet
  --claims  a quiz of ten claims instead: true, false, or does it depend?

  --export anki  write the questions as a text that Anki imports: to a pipe, or with
  --out <file>   into a file; a second import updates the cards
  --force        also when the file is there already
`

export const command: Command = { help, run }

async function run(args: string[], context: Context): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      claims: { type: 'boolean', default: false },
      export: { type: 'string' },
      out: { type: 'string' },
      force: { type: 'boolean', default: false },
    },
  })
  const concepts = chooseConcepts(context.root, 'ask', positionals)
  if (values.export !== undefined) {
    const { exportCards } = await import('./ask/export-cards.ts')
    const { export: format, out, force: mayReplace } = values
    exportCards(concepts, { format, out, mayReplace }, context)
    return 0
  }
  if (values.out !== undefined || values.force) {
    throw new MisuseError('--out and --force go with --export anki')
  }
  if (values.claims) return quizClaims(concepts, context)
  const cards = concepts.flatMap(questionCards)
  if (values.list || !context.stdin.isTTY || !context.stdout.isTTY) {
    context.stdout.write(listText(cards, context))
    return 0
  }
  const { askQuestions } = await import('./ask/ask-questions.ts')
  const { openMemory } = await import('./ask/memory.ts')
  await askQuestions(cards, openMemory(context.root), { all: values.all }, context)
  return 0
}

async function quizClaims(concepts: readonly ConceptEntry[], context: Context): Promise<number> {
  if (!context.stdin.isTTY || !context.stdout.isTTY)
    throw new MisuseError('lab ask --claims needs a terminal\nTry: lab claims')
  const { readClaims } = await import('./claims/read-claims.ts')
  const { askClaims } = await import('./ask/ask-claims.ts')
  await askClaims(await readClaims(concepts), context, Math.random)
  return 0
}

function listText(cards: QuestionCard[], context: Context): string {
  const options = textOptions(context)
  const paint = painter(options)
  return cards
    .map(
      ({ concept, question, answer, proof }) =>
        `${paint('dim', concept)}\n${paint('bold', proseText(question, options))}\n\n${proseText(answer, options)}\n${proof === undefined ? '' : `${paint('dim', proofText(proof))}\n`}`,
    )
    .join('\n')
}
