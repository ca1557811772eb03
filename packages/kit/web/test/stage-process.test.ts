import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'

it('ends without a word when the process that started it is killed in the middle of a run', async () => {
  const program = join(import.meta.dirname, 'kills-its-parent/parent.ts')
  const parent = spawn(process.execPath, [program], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  // It ends when the process of the stage, which has it too, ends.
  const said = text(parent.stderr)
  expect(await once(parent, 'exit')).toEqual([null, 'SIGKILL'])
  expect(await said).toBe('')
})
