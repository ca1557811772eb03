import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'

/** Logs more than a pipe and the log itself hold, tells what it keeps in memory, and ends at SIGTERM. */
const script = `
  import { setImmediate as turn } from 'node:timers/promises'
  const { openLog } = await import(process.argv[1])
  process.on('SIGTERM', () => process.exit(0))
  // Else it ends by itself, and a signal may meet it on its way out.
  setInterval(() => {}, 60_000)
  const log = openLog({ LOG_LEVEL: 'info' })
  for (let line = 0; line < 10_000; line += 1) {
    log.info('x'.repeat(1_000))
    if (line % 100 === 0) await turn()
  }
  process.send(process.stdout.writableLength)`

const openLog = new URL('open-log.ts', import.meta.url).href

/** @param stdout Where the lines go. A pipe is not read. */
async function logInto(stdout: number | 'pipe') {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, openLog], {
    stdio: ['ignore', stdout, 'inherit', 'ipc'],
    // One that writes the same line for ever hears no other signal.
    timeout: 60_000,
    killSignal: 'SIGKILL',
  })
  const ended = once(child, 'exit')
  const [keptBytes] = (await Promise.race([once(child, 'message'), ended])) as [number]
  child.kill('SIGTERM')
  return { keptBytes, ended: await ended }
}

describe('openLog', () => {
  // Only Linux has it.
  it.skipIf(!existsSync('/dev/full'))('loses its lines on a full disk, and goes on', async () => {
    await using full = await open('/dev/full', 'w')
    const { ended } = await logInto(full.fd)
    expect(ended, 'its code, and the signal that killed it').toEqual([0, null])
  })

  it('keeps a part of the lines that nobody reads, and goes on', async () => {
    const { keptBytes, ended } = await logInto('pipe')
    expect(ended, 'its code, and the signal that killed it').toEqual([0, null])
    expect(keptBytes).toBeGreaterThan(1_000_000)
    expect(keptBytes).toBeLessThan(5_000_000)
  })
})
