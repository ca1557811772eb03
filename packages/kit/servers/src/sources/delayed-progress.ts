import type { OnProgress } from '../server.ts'

const quietMs = 1_000

export interface DelayedProgress {
  report: OnProgress
  stop(): void
}

/** Prints progress to standard error, but only of work that takes more than a second. */
export function createDelayedProgress(
  print: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
): DelayedProgress {
  let latest: string | undefined
  let isQuiet = true
  const timer = setTimeout(() => {
    isQuiet = false
    if (latest !== undefined) print(latest)
  }, quietMs)
  timer.unref()
  return {
    report(text) {
      latest = text
      if (!isQuiet) print(text)
    },
    stop() {
      clearTimeout(timer)
    },
  }
}

export async function withProgress<T>(
  onProgress: OnProgress | undefined,
  work: (report: OnProgress) => Promise<T>,
): Promise<T> {
  if (onProgress) return work(onProgress)
  const progress = createDelayedProgress()
  try {
    return await work(progress.report)
  } finally {
    progress.stop()
  }
}
