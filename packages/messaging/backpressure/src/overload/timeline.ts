export interface Timeline {
  readonly nowMs: number
  /** What is due at the same time runs in the order in which it was asked for. */
  at(ms: number, run: () => void): void
  /** Runs what is due, until nothing is left. */
  play(): void
}

/** A virtual clock that jumps from one event to the next. */
export function createTimeline(): Timeline {
  // Sorted by time, the next one last.
  const due: { ms: number; run: () => void }[] = []
  const timeline = {
    nowMs: 0,
    at(ms: number, run: () => void) {
      const behind = due.findLastIndex((other) => other.ms > ms)
      due.splice(behind + 1, 0, { ms, run })
    },
    play() {
      for (let next = due.pop(); next !== undefined; next = due.pop()) {
        timeline.nowMs = next.ms
        next.run()
      }
    },
  }
  return timeline
}
