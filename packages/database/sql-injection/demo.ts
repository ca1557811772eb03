import { comparison, concept } from '@lab/stage'
import type { Claim } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  blacklistScene,
  concatenationScene,
  doubledQuotesScene,
  limitedRoleScene,
  parametersAndAListScene,
  parametersForValuesScene,
  openWorld,
  promise,
} from './scenes/attack-scenes.ts'
import type { World } from './scenes/attack-scenes.ts'
import { waysByName } from './src/index.ts'

const compared = comparison<World>({
  promise,
  best: 'parameters-and-a-list',
  answer:
    'Say: "Statement and values go to the server apart: it has parsed the statement before it sees a value, so a value cannot become SQL. Names of columns and tables cannot be parameters, so the client chooses from a list. Escaping holds between quotes only, and a list of bad words never ends. A role that may do little is the second line: it limits what a hole costs. I look at raw and order by calls of the ORM first."',
  ways: async ({ db }) => {
    const rows = []
    for (const [way, { claim, price }] of Object.entries(waysByName)) {
      const { outcomes, violation } = await db.attack(way)
      const observed: Claim = violation === undefined ? 'holds' : 'breaks'
      const fell = outcomes.filter(({ taken }) => taken !== undefined).length
      rows.push({
        way,
        claim,
        observed,
        counts: { 'falls to': `${fell} of ${outcomes.length}` },
        price,
      })
    }
    return rows
  },
})

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['concatenation', 'parameters-and-a-list', 'ways-compared'],
  scenes: [
    concatenationScene,
    parametersAndAListScene,
    blacklistScene,
    doubledQuotesScene,
    limitedRoleScene,
    parametersForValuesScene,
    compared,
  ],
})
