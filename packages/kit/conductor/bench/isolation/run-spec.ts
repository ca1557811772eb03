import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareStories } from './compare-stories.ts'
import { supplySessions } from './open-sessions.ts'
import { parseSpec } from './parse-spec.ts'
import type { Launch } from './parse-spec.ts'
import { readExpected } from './read-expected.ts'
import type { RegressionServer } from './regression-server.ts'
import { runPermutation } from './run-permutation.ts'
import { skipReason } from './skip-reason.ts'
import type { Story } from './story.ts'

export interface SpecResult {
  name: string
  skipped: string | undefined
  permutations: number
  differing: { order: string; differences: string[] }[]
}

/** Runs each order of one specification and compares it with the expected files. */
export async function runSpec(
  server: RegressionServer,
  folder: string,
  name: string,
): Promise<SpecResult> {
  const spec = parseSpec(readFileSync(join(folder, 'specs', `${name}.spec`), 'utf8'))
  const expected = expectedFiles(folder, name).map((text) => readExpected(text, spec))
  const skipped = expected.length === 0 ? 'it has no expected file' : skipReason(spec)
  const permutations = spec.permutations.length
  const result: SpecResult = { name, skipped, permutations, differing: [] }
  if (skipped !== undefined) return result
  const counts = new Map<string, number>()
  await using supply = supplySessions(server, name, spec)
  await supply.openAnew()
  for (const [index, launches] of spec.permutations.entries()) {
    const told = expected.flatMap((stories) => stories[index] ?? [])
    const differences = await runPermutation(spec, launches, counts, supply).then(
      (seen) => fewest(launches, told, seen),
      (error: Error) => [`${error.name}: ${error.message}`],
    )
    if (differences.length === 0) continue
    const order = launches.map(({ step }) => step.name).join(' ')
    result.differing.push({ order, differences })
    // What a broken run leaves behind must not break the next one.
    await supply.openAnew()
  }
  return result
}

/** The expected file and its alternatives, for what PostgreSQL leaves to the server's settings. */
function expectedFiles(folder: string, name: string): string[] {
  const names = [name, ...Array.from({ length: 9 }, (_, index) => `${name}_${index + 1}`)]
  return names
    .map((each) => join(folder, 'expected', `${each}.out`))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
}

function fewest(launches: readonly Launch[], told: readonly Story[], seen: Story): string[] {
  const [first = ['is not in the expected file']] = told
    .map((story) => compareStories(launches, story, seen))
    .toSorted((one, other) => one.length - other.length)
  return first
}
