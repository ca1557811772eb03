import { comparison, concept } from '@lab/stage'
import type { Claim } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { newAttributeScene, oneKeyScene, writerScenes } from './scenes/change-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import {
  documentsScene,
  fewestScene,
  fiveShapesScene,
  promise,
  relationalScene,
  shapeWays,
  sums,
} from './scenes/shape-scenes.ts'
import { violationOf } from './src/index.ts'
import type { ShapeName } from './src/index.ts'

const compared = comparison<World>({
  promise,
  best: 'relational',
  answer:
    'Say: "I ask first what is read together and what changes. A document is right where it is read and written as a whole: a page in 3 blocks instead of 21. What many share goes into a row of its own: a rename is one row instead of 40 documents. Key-value and wide rows answer the questions that I know beforehand, and the application keeps the copies. PostgreSQL does documents, too, so I begin with tables and put into jsonb what differs from product to product. Some code always enforces the schema: the server at each write, or every reader."',
  ways: async ({ db }) => {
    const answers = await db.answers()
    return (Object.keys(shapeWays) as ShapeName[]).map((way) => {
      const observed: Claim = violationOf(answers, way) === undefined ? 'holds' : 'breaks'
      return { way, ...shapeWays[way], observed, counts: sums(answers, way) }
    })
  },
})

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['documents', 'relational', 'ways-compared'],
  scenes: [
    documentsScene,
    relationalScene,
    fiveShapesScene,
    fewestScene,
    newAttributeScene,
    oneKeyScene,
    ...writerScenes,
    compared,
  ],
})
