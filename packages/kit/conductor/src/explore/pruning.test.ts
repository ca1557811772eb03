import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryProgram } from './arbitrary-program.fixture.ts'
import { createWorld } from './compare-pruning.fixture.ts'

// More programs, for as long as you like: pnpm bench conductor --fuzz 60
const programs = 25
const longest = 2
const mostOrders = 80

it('loses no outcome and counts every order, whatever the schema and the transactions', async () => {
  await using world = createWorld()
  let compared = 0
  await fc.assert(
    fc.asyncProperty(arbitraryProgram(longest), async (program) => {
      const found = await world.compare(program, mostOrders)
      const { pruned, all } = found.kind === 'differs' ? found : { pruned: [], all: [] }
      expect(pruned).toEqual(all)
      // Those with too many orders to run each are left out.
      if (found.kind === 'equal') compared++
    }),
    { seed: 18, numRuns: programs, endOnFailure: true },
  )
  expect(compared).toBeGreaterThan(programs / 2)
})
