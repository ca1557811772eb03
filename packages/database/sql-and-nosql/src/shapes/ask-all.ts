import { shapes } from '../fill-catalogue.ts'
import type { ShapeName } from '../fill-catalogue.ts'
import { openCatalogue } from '../open-database.ts'
import type { Shape } from './shape.ts'
import { countingStore } from './store.ts'
import type { Cost, Store } from './store.ts'

const product = 777
const brand = 1 + (product % 50)
const category = 3

/** The questions, as a table names them. A rename answers with the page of a product of the brand. */
const questions = {
  'one product with all of it': (shape, store) => shape.page(store, product),
  'red, in a category or below': (shape, store) => shape.listing(store, category, 'red'),
  'average rating of a brand': async (shape, store) =>
    (await shape.averageRating(store, brand)).toFixed(6),
  'bought together, two steps': (shape, store) => shape.twoSteps(store, product),
  'rename a brand': (shape, store) => shape.renameBrand(store, brand, 'Newton'),
} satisfies Record<string, (shape: Shape, store: Store) => Promise<unknown>>

export type Question = keyof typeof questions

export interface MeasuredAnswer extends Cost {
  shape: ShapeName
  question: Question
  answer: unknown
}

/** Fills the catalogue, and asks every shape every question. */
export async function askAll(): Promise<MeasuredAnswer[]> {
  await using catalogue = await openCatalogue()
  const { client } = catalogue
  const answers: MeasuredAnswer[] = []
  for (const [name, shape] of Object.entries(shapes) as [ShapeName, Shape][]) {
    await client.query('begin')
    for (const [question, ask] of Object.entries(questions)) {
      const store = countingStore(client)
      const told = await ask(shape, store)
      const answer = told ?? (await pagesOf(shape, countingStore(client)))
      const blocks = rounded(store.cost)
      answers.push({ shape: name, question: question as Question, answer, ...store.cost, blocks })
    }
    await client.query('rollback')
  }
  return answers
}

/**
 * A change of many rows reads a block more or less from run to run: a page that the checkpointer is
 * writing just then is not cleaned up, and a new version goes to another one.
 */
const rounded = ({ blocks, changed }: Cost): number =>
  changed > 1 ? Math.round(blocks / 100) * 100 : blocks

/** Of two products of the brand, and of one of another. */
async function pagesOf(shape: Shape, store: Store): Promise<unknown> {
  const pages = []
  for (const id of [product, product + 50, product + 1]) pages.push(await shape.page(store, id))
  return pages
}
