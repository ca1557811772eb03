import { comparison, concept } from '@lab/stage'
import type { ComparedWay } from '@lab/stage'
import type { Exploration } from '@lab/conductor'
import manifest from './package.json' with { type: 'json' }
import { localCopiesScene } from './scenes/local-scenes.ts'
import {
  crashScene,
  deleteBeforeCommitScene,
  deleteThenWriteScene,
  deleteTwiceScene,
  leaseScene,
  ttlOnlyScene,
  versionsScene,
  writeThenDeleteScene,
  writeThenSetScene,
} from './scenes/price-scenes.ts'
import { promise, ways } from './scenes/ways.ts'
import { openStores, servesTheNewPrice } from './src/index.ts'
import type { World } from './src/index.ts'

export const demo = concept<World>(manifest, {
  open: openStores,
  ahead: true,
  headline: ['write-then-delete', 'lease', 'ways-compared'],
  scenes: [
    writeThenDeleteScene,
    leaseScene,
    deleteThenWriteScene,
    deleteBeforeCommitScene,
    deleteTwiceScene,
    ttlOnlyScene,
    writeThenSetScene,
    versionsScene,
    crashScene,
    localCopiesScene,
    comparison<World>({
      promise,
      best: 'lease',
      answer:
        'Say: "I write the database first and delete the key after the commit. That leaves one losing order: a reader that missed before the write and sets after the delete. A lease closes it: the reader leaves a token, the writer deletes the token too, and a set without its token is refused. Every key has a TTL, because the writer can die between the commit and the delete; where an hour of the old price is too long, I note the delete in the same transaction."',
      ways: compareWays,
    }),
  ],
})

const brokenOf = ({ violations, schedules }: Exploration) => `${violations} of ${schedules}`

/** A reader beside the writer decides. Two writers, and one that dies, are counted beside it. */
async function compareWays(world: World): Promise<ComparedWay[]> {
  const compared: ComparedWay[] = []
  for (const { way, cache, claim, price } of ways) {
    const reader = await servesTheNewPrice(world, cache).explore()
    const dies = await servesTheNewPrice(world, cache, { writersDie: true, readers: 0 }).explore()
    compared.push({
      way,
      claim,
      observed: reader.violations > 0 ? 'breaks' : 'holds',
      counts: { 'a reader': brokenOf(reader), 'the writer dies': brokenOf(dies) },
      price,
    })
  }
  return compared
}
