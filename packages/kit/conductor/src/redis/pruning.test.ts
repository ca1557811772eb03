import { redis } from '@lab/servers/redis'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryCommands } from './arbitrary-commands.fixture.ts'
import { compareCommands, createWorld } from './compare-pruning.fixture.ts'

// For longer: node bench/fuzz-redis.ts <minutes> [seed]
it('loses no outcome and counts every order, whatever the commands', async () => {
  await using one = await redis()
  await using other = await redis()
  const world = createWorld(one, other)
  await fc.assert(
    fc.asyncProperty(arbitraryCommands(2), async (program) => {
      expect(await compareCommands(world, program, 30)).not.toMatchObject({ kind: 'differs' })
    }),
    { numRuns: 15, seed: 15, endOnFailure: true },
  )
})
