import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('./all-wait.fixture.ts', import.meta.url))

it('comes to its end when all actors wait, and nothing else keeps the process alive', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [program])
  expect(stdout).toBe('waits for ever for itself: pool.connect()\n')
})
