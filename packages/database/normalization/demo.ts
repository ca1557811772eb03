import { comparison, concept } from '@lab/stage'
import type { Claim } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  formWays,
  losslessScene,
  oneTableScene,
  openWorld,
  promise,
  stepsScene,
  thirdFormScene,
} from './scenes/form-scenes.ts'
import type { World } from './scenes/form-scenes.ts'
import { counterScenes, viewScene } from './scenes/stored-twice-scenes.ts'
import { keepsEachFactOnce } from './src/index.ts'

const compared = comparison<World>({
  promise,
  best: 'third-form',
  answer:
    'Say: "A fact that is repeated in many rows may be changed in some of them only, cannot be added without the other facts of a row, and is deleted with them. First form: one value in a column. Second: nothing depends on a part of the key, for example the product’s name in a line keyed by order and product. Third: nothing depends on a column that is no key, as the city does on the zip code. I store something twice when it is read far more often than it is written, with an atomic update or a trigger in the same transaction, because a counter that is read and written loses updates."',
  ways: async ({ db }) => {
    const rows = []
    for (const [way, { form, claim, price }] of Object.entries(formWays)) {
      const { anomalies, violation } = await keepsEachFactOnce(db.plain, form)
      const observed: Claim = violation === undefined ? 'holds' : 'breaks'
      rows.push({ way, claim, observed, counts: { anomalies: anomalies.length }, price })
    }
    return rows
  },
})

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['one-table', 'third-form', 'ways-compared'],
  scenes: [
    oneTableScene,
    thirdFormScene,
    stepsScene,
    losslessScene,
    ...counterScenes,
    viewScene,
    compared,
  ],
})
