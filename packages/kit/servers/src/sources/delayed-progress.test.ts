import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDelayedProgress } from './delayed-progress.ts'

describe('createDelayedProgress', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('says nothing of work that ends within a second', () => {
    const lines: string[] = []
    const progress = createDelayedProgress((line) => lines.push(line))
    progress.report('preparing')
    vi.advanceTimersByTime(999)
    progress.stop()
    vi.advanceTimersByTime(10_000)
    expect(lines).toEqual([])
  })

  it('says after a second what goes on, and from then on every step', () => {
    const lines: string[] = []
    const progress = createDelayedProgress((line) => lines.push(line))
    progress.report('fetching')
    progress.report('preparing')
    vi.advanceTimersByTime(1_000)
    progress.report('starting')
    expect(lines).toEqual(['preparing', 'starting'])
  })
})
