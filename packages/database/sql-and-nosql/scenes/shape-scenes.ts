import { judge } from '@lab/stage'
import type { Claim, Scene, Stage } from '@lab/stage'
import { violationOf } from '../src/index.ts'
import type { MeasuredAnswer, ShapeName } from '../src/index.ts'
import type { World } from './open-world.ts'

export const promise = 'each question is one statement, and a rename changes one row'

export const shapeWays: Record<ShapeName, { claim: Claim; price: string }> = {
  relational: { claim: 'holds', price: 'six tables for a page' },
  documents: { claim: 'breaks', price: 'a copy of the brand in each product' },
  'key-value': { claim: 'breaks', price: 'joins and lists in the application' },
  'wide-rows': { claim: 'breaks', price: 'each fact once for each question' },
  graph: { claim: 'holds', price: 'look-ups for every step' },
}

const catalogue =
  'A catalogue of 2,000 products: brands, a tree of categories, variants, reviews, and what was bought together: "two steps" are what was bought with a product, and with those. Every table is in PostgreSQL. Rows are what the application gets or changes; a block is 8 kB that a statement reads, from memory or not, rounded to hundreds where a statement changes many rows.'

/** Shows what the questions cost in some shapes: statements, rows, blocks. */
async function showCosts(
  stage: Stage,
  answers: readonly MeasuredAnswer[],
  names: readonly ShapeName[],
): Promise<void> {
  const questions = [...new Set(answers.map(({ question }) => question))]
  await stage.table({
    title: 'Statements / rows / blocks',
    columns: ['question', ...names],
    rows: questions.map((question) => [
      question,
      ...names.map((name) => {
        const asked = answers.find((each) => each.shape === name && each.question === question)!
        return `${asked.statements} / ${asked.rows} / ${asked.blocks.toLocaleString('en')}`
      }),
    ]),
  })
}

async function judgeShape(
  stage: Stage,
  answers: readonly MeasuredAnswer[],
  way: ShapeName,
  text: string,
): Promise<void> {
  await judge(
    stage,
    { way, promise, claim: shapeWays[way].claim, text },
    violationOf(answers, way),
    sums(answers, way),
  )
}

/** Of all questions to a shape. */
export function sums(answers: readonly MeasuredAnswer[], shape: ShapeName) {
  const asked = answers.filter((answer) => answer.shape === shape)
  const sum = (count: 'statements' | 'rows' | 'blocks') =>
    asked.reduce((total, answer) => total + answer[count], 0)
  return { statements: sum('statements'), rows: sum('rows'), blocks: sum('blocks') }
}

export const documentsScene: Scene<World> = {
  id: 'documents',
  title: 'A document for each product',
  async play(stage, { db }) {
    await stage.say(
      `${catalogue} A document holds all that the page of a product shows. The name of its brand is copied into it.`,
    )
    const answers = await db.answers()
    await showCosts(stage, answers, ['documents', 'relational'])
    await judgeShape(
      stage,
      answers,
      'documents',
      'The document is faster where it is read as a whole: the page is one row of 3 blocks, and the reviews of a brand come along with its products. A fact that many documents share is written once for each.',
    )
  },
}

export const relationalScene: Scene<World> = {
  id: 'relational',
  title: 'A table for each thing',
  async play(stage, { db }) {
    await stage.say(
      'Six tables with foreign keys, and an index for each way in: (category_id, colour) include (id) is a list of products that the server keeps.',
    )
    const answers = await db.answers()
    await showCosts(stage, answers, ['relational'])
    await judgeShape(
      stage,
      answers,
      'relational',
      'The server joins, in one statement. The name of a brand is in one row. The page costs seven times the blocks of a document, most of them index pages that stay in memory.',
    )
  },
}

export const fiveShapesScene: Scene<World> = {
  id: 'five-shapes',
  title: 'The same questions to five shapes',
  async play(stage, { db }) {
    await stage.say(
      'Key-value reads by key only, several keys in one statement. Wide rows are one table, as Cassandra has it: the partition says which rows lie together, the clustering key their order, and a statement names its partitions. The graph is nodes and edges. Each has the lists or indexes that its questions need, and all give the same answers.',
    )
    const answers = await db.answers()
    await showCosts(stage, answers, Object.keys(shapeWays) as ShapeName[])
    for (const [way, text] of [
      [
        'key-value',
        'A list under a key of its own answers a question in 3 blocks. Where one value names the next key, the application waits for a second statement. It also has to keep the lists right itself.',
      ],
      [
        'wide-rows',
        'A partition for each question that is known beforehand: the ratings of a brand are 7 blocks, because each was written twice. The name of a brand is copied, as in a document: a rename reads the list of 40 products, and then changes each, which is 80 rows.',
      ],
      [
        'graph',
        'Two steps along one kind of edge read fewer blocks than in any other shape. The 160 reviews of a brand are 160 nodes to look up, each through an index. A graph store follows pointers instead, through as many nodes.',
      ],
    ] as const)
      await judgeShape(stage, answers, way, text)
  },
}

export const fewestScene: Scene<World> = {
  id: 'fewest-blocks',
  title: 'Which shape reads the fewest blocks?',
  async play(stage, { db }) {
    const answers = await db.answers()
    const questions = [...new Set(answers.map(({ question }) => question))]
    const fewest = questions.map((question) => {
      const asked = answers.filter((answer) => answer.question === question)
      return asked.reduce((left, right) => (right.blocks < left.blocks ? right : left))
    })
    await stage.table({
      title: 'The fewest blocks',
      columns: ['question', 'shape', 'blocks'],
      rows: fewest.map(({ question, shape, blocks }) => [question, shape, blocks]),
    })
    const winners = new Set(fewest.map(({ shape }) => shape)).size
    await judge(
      stage,
      {
        way: 'one-shape-for-all',
        promise: 'one shape reads the fewest blocks for every question',
        claim: 'breaks',
        text: 'Each is built for some questions. Ask which ones there will be, how often, and what changes.',
      },
      winners > 1 ? `${winners} shapes share the ${questions.length} questions` : undefined,
      { winners },
    )
  },
}
