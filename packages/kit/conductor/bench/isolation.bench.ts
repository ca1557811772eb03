import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startRegressionServer } from './isolation/regression-server.ts'
import { runSpec } from './isolation/run-spec.ts'
import type { SpecResult } from './isolation/run-spec.ts'

// PostgreSQL's own isolation tests, run by the conductor. The folder is src/test/isolation of
// PostgreSQL's sources, best of the version that the server has; names behind the file choose specs.

const folder = process.env['LAB_ISOLATION_SPECS']
if (folder === undefined) {
  console.log(
    'skipped: LAB_ISOLATION_SPECS is not set; set it to src/test/isolation of PostgreSQL’s sources',
  )
} else {
  const chosen = process.argv.slice(2)
  const names = readdirSync(join(folder, 'specs'))
    .filter((file) => file.endsWith('.spec'))
    .map((file) => file.slice(0, -'.spec'.length))
    .filter((name) => chosen.length === 0 || chosen.includes(name))
    .toSorted()
  const results: SpecResult[] = []
  await using server = await startRegressionServer()
  for (const name of names) {
    const result = await runSpec(server, folder, name)
    results.push(result)
    console.log(`${name.padEnd(36)} ${ratio(result)}`)
  }
  const run = results.filter(({ skipped }) => skipped === undefined)
  console.log('')
  for (const { name, differing } of run) {
    for (const { order, differences } of differing) {
      console.log(`${name}: ${order}\n${differences.map((line) => `  ${line}\n`).join('')}`)
    }
  }
  const permutations = sum(run.map((each) => each.permutations))
  const differing = sum(run.map((each) => each.differing.length))
  console.log(
    `PostgreSQL ${server.version}, ${permutations} permutations of ${run.length} specs: ${permutations - differing} agree, ${differing} differ`,
  )
}

function ratio({ skipped, permutations, differing }: SpecResult): string {
  if (skipped !== undefined) return `skipped: ${skipped}`
  return `${permutations - differing.length} of ${permutations} agree`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
