import pino from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createHealth } from './create-health.ts'
import { watchOver } from './watch-over.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => void vi.useRealTimers())

function open() {
  const lines: string[] = []
  const log = pino({}, { write: (line) => void lines.push(line) })
  const health = createHealth({ READY_SECONDS: 5, STUCK_SECONDS: 60 })
  const part = health.addPart('due orders')
  const end = vi.fn<() => void>()
  const watch = watchOver({ health, log }, end)
  return { lines, health, part, end, [Symbol.dispose]: () => watch[Symbol.dispose]() }
}

it('ends a process with a part that is stuck, and says which', () => {
  using watched = open()
  vi.advanceTimersByTime(60_000)
  expect(watched.end).not.toHaveBeenCalled()
  vi.advanceTimersByTime(500)
  expect(watched.end).toHaveBeenCalledTimes(1)
  expect(JSON.parse(watched.lines[0]!)).toMatchObject({
    level: 60,
    stuck: ['due orders'],
    msg: 'is stuck, and ends itself',
  })
})

it('lets a process live whose parts try in vain', () => {
  using watched = open()
  for (let minute = 0; minute < 5; minute += 1) {
    vi.advanceTimersByTime(59_000)
    watched.part.tried()
  }
  expect(watched.end).not.toHaveBeenCalled()
})

it('counts no time in which the process itself was held up', () => {
  using watched = open()
  const now = performance.now()
  // A laptop that was closed: the clock has gone on, and no timer has run.
  vi.spyOn(performance, 'now').mockReturnValue(now + 3_600_000)
  vi.advanceTimersByTime(500)
  expect(watched.end).not.toHaveBeenCalled()
})

it('leaves a process alone that drains: that has a limit of its own', () => {
  using watched = open()
  watched.health.drain()
  vi.advanceTimersByTime(120_000)
  expect(watched.end).not.toHaveBeenCalled()
})
