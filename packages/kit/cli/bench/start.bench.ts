import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { median } from '@lab/stage/median'

// From Enter to the first event and to the last verdict, with servers up and with servers down.

const root = new URL('../../../..', import.meta.url).pathname
const lab = join(root, 'lab')
const concept = process.env['LAB_START_CONCEPT'] ?? 'row-locks'

await time({})
const warm = await rounds(7, () => time({}))
const runtime = mkdtempSync(join(tmpdir(), 'lab-start-'))
const cold = await rounds(3, async () => {
  const measured = await time({ LAB_RUNTIME_DIR: runtime })
  await once(
    spawn(lab, ['servers', 'stop'], {
      env: { ...process.env, LAB_RUNTIME_DIR: runtime },
      stdio: 'ignore',
    }),
    'exit',
  )
  return measured
})
rmSync(runtime, { recursive: true })

console.log(
  `./lab demo ${concept}, servers up:   first event ${warm.first} ms, last verdict ${warm.last} ms`,
)
console.log(
  `./lab demo ${concept}, servers down: first event ${cold.first} ms, last verdict ${cold.last} ms`,
)

async function time(environment: NodeJS.ProcessEnv): Promise<{ first: number; last: number }> {
  const from = performance.now()
  const child = spawn(lab, ['demo', concept, '--json'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let first = 0
  child.stdout.on('data', () => (first ||= performance.now() - from))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`Cannot time the demo: it ended with exit code ${code}`)
  return { first, last: performance.now() - from }
}

async function rounds(
  count: number,
  work: () => Promise<{ first: number; last: number }>,
): Promise<{ first: string; last: string }> {
  const measured: { first: number; last: number }[] = []
  for (let round = 0; round < count; round++) measured.push(await work())
  return {
    first: median(measured.map(({ first }) => first)).toFixed(0),
    last: median(measured.map(({ last }) => last)).toFixed(0),
  }
}
