import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startChild } from './child-process.ts'

describe('startChild', () => {
  it('gets one reply for each order', async () => {
    await using child = startChild<string, string>(new URL('child.fixture.ts', import.meta.url))
    const replies = [child.ask('one'), child.ask('two')]
    expect(await Promise.all(replies)).toEqual(['heard one', 'heard two'])
  })

  it('says so when the process has ended instead of a reply', async () => {
    await using child = startChild<string, string>(new URL('child.fixture.ts', import.meta.url))
    await expect(child.ask('exit')).rejects.toThrow(
      'Cannot ask process: it has ended with exit code 3',
    )
  })

  it('is killed by a signal, and says so from then on', async () => {
    await using child = startChild<string, string>(new URL('child.fixture.ts', import.meta.url))
    await child.kill('SIGKILL')
    await child.ended
    await expect(child.ask('one')).rejects.toThrow('Cannot ask process: it has ended')
  })

  it('leaves no process behind when its parent is killed', async () => {
    const file = fileURLToPath(new URL('parent.fixture.ts', import.meta.url))
    const parent = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] })
    const [said] = await once(parent.stdout, 'data')
    expect(String(said)).toBe('heard hello\n')
    parent.kill('SIGKILL')
    // The child has the same standard error: it closes when both are gone.
    await once(parent.stderr.resume(), 'close')
  })
})
