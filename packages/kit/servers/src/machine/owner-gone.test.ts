import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRunning } from '../../test/wait-until.ts'

// An owner that is killed while these scripts start has gone before they tell it anything.
describe('a script whose owner has gone before it could say a word', () => {
  let base: string
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'lab-gone-'))
  })
  afterEach(() => rmSync(base, { recursive: true }))

  it('removes the folder that it has made', async () => {
    const folder = join(base, 'data')
    const unheard = openUnheard()
    const shell = spawn('/bin/sh', ['-c', script('hold-folder.sh'), 'hold', folder], {
      stdio: ['pipe', unheard, 'ignore'],
    })
    closeSync(unheard)
    const exited = once(shell, 'exit')
    await expect.poll(() => existsSync(folder)).toBe(true)
    shell.stdin?.end()
    await exited
    expect(existsSync(folder), 'the folder is still there').toBe(false)
  })

  it('ends the server that it has started', async () => {
    const pidFile = join(base, 'pid')
    const unheard = openUnheard()
    const server = ['/bin/sh', '-c', 'echo $$ > "$1"; exec sleep 600', 'server', pidFile]
    const shell = spawn(
      '/bin/sh',
      ['-c', script('lifeline.sh'), 'lifeline', 'KILL', '10', join(base, 'data'), ...server],
      { stdio: ['pipe', 'ignore', 'ignore', unheard] },
    )
    closeSync(unheard)
    const exited = once(shell, 'exit')
    const pid = () => Number(readFileSync(pidFile, { encoding: 'utf8', flag: 'a+' }))
    await expect.poll(pid).toBeGreaterThan(0)
    shell.stdin?.end()
    await exited
    expect(isRunning(pid()), 'the server still runs').toBe(false)
  })

  /** The end of a pipe that has no reader any more: a process that writes to it gets SIGPIPE. */
  function openUnheard(): number {
    const fifo = join(base, 'fifo')
    execFileSync('mkfifo', [fifo])
    const reader = openSync(fifo, constants.O_RDWR)
    const writer = openSync(fifo, constants.O_WRONLY)
    closeSync(reader)
    return writer
  }
})

function script(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8')
}
