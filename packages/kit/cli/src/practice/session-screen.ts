import type { Context } from '../context.ts'
import { textOptions } from '../prose-text.ts'
import { promptText, sessionText } from './session-text.ts'
import type { SessionState } from './session-text.ts'

// What has scrolled away stays: it is the person's.
const clearScreen = '\u001B[2J\u001B[H'
const eraseLine = '\r\u001B[2K'

export interface SessionScreen {
  draw(): void
  /** Draws the last line only: a question, or the clock and the keys. */
  drawPrompt(): void
  erasePrompt(): void
  /** Draws nothing until `resume`: another program has the terminal. */
  pause(): void
  resume(): void
}

/** Draws the state of a session on the terminal, as it is at that moment. */
export function createSessionScreen(
  state: SessionState,
  clock: () => string,
  context: Context,
): SessionScreen {
  const { stdout } = context
  let isPaused = false
  const text = () => {
    const { width, colour } = textOptions(context)
    return { width: Math.max(40, width), colour }
  }
  function draw(): void {
    if (isPaused) return
    stdout.write(`${clearScreen}${sessionText(state, text())}\n\n`)
    drawPrompt()
  }
  function drawPrompt(): void {
    if (isPaused) return
    stdout.write(eraseLine + promptText(state, clock(), text()))
  }
  return {
    draw,
    drawPrompt,
    erasePrompt: () => void stdout.write(eraseLine),
    pause: () => void (isPaused = true),
    resume() {
      isPaused = false
      draw()
    },
  }
}
