import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openJudge } from '@lab/kata/judge'
import { median } from '@lab/stage/median'
import { workspaceKatas } from '../src/practice/workspace-katas.ts'

// From save to verdict: for each kata the median time in which its judge, which had a second to get
// ready, judges the problem and the solution. People save at most once a second.

const rounds = Number(process.env['LAB_BENCH_ROUNDS'] ?? 5)
const root = new URL('../../../..', import.meta.url).pathname

for (const { concept, kata } of workspaceKatas(root)) {
  await using judge = openJudge(join(kata.folder, 'facts.ts'))
  const times: Record<string, number[]> = { problem: [], solution: [] }
  for (let round = -1; round < rounds; round++) {
    for (const [name, measured] of Object.entries(times)) {
      await pause(1_000)
      const from = performance.now()
      await judge.judge(join(kata.folder, `${name}.ts`))
      // The first round warms up.
      if (round >= 0) measured.push(performance.now() - from)
    }
  }
  const medians = Object.entries(times).map(
    ([name, measured]) => `${name} ${median(measured).toFixed(0).padStart(5)} ms`,
  )
  console.log(`${kata.id.padEnd(24)} ${concept.needs.join(', ').padEnd(16)} ${medians.join('  ')}`)
}
