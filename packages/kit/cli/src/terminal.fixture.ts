import { EventEmitter } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import type { Context } from './context.ts'

const clearScreen = '\u001B[2J'

export interface Terminal {
  context: Context
  press(...keys: string[]): void
  /** What has been written since the screen was cleared. */
  screen(): string
  /** All that has been written, control characters included. */
  written(): string
  /** Resolves when the screen shows that. */
  shows(text: string | RegExp): Promise<void>
}

/** A terminal in memory, for commands that hear keys and draw screens. */
export function createTerminal(root: string, env: NodeJS.ProcessEnv = {}): Terminal {
  let written = ''
  const writes = new EventEmitter()
  writes.setMaxListeners(0)
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: true,
    setRawMode() {},
    resume() {},
    pause() {},
  })
  const stdout = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns: 100,
    write(text: string, done?: () => void) {
      written += text
      writes.emit('write')
      done?.()
      return true
    },
  })
  const screen = () =>
    stripVTControlCharacters(written.slice(Math.max(0, written.lastIndexOf(clearScreen))))
  const fits = (wanted: string | RegExp) =>
    typeof wanted === 'string' ? screen().includes(wanted) : wanted.test(screen())
  return {
    context: {
      root,
      stdin: stdin as unknown as NodeJS.ReadStream,
      stdout: stdout as unknown as NodeJS.WriteStream,
      stderr: stdout as unknown as NodeJS.WriteStream,
      env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
      signal: new AbortController().signal,
    },
    press: (...keys) => keys.forEach((key) => stdin.emit('data', Buffer.from(key))),
    screen,
    written: () => written,
    shows(wanted) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const look = () => {
        if (!fits(wanted)) return
        writes.off('write', look)
        resolve()
      }
      writes.on('write', look)
      look()
      return promise
    },
  }
}
