import type { Readable } from 'node:stream'

/** The places of a call, the innermost first; a script of V8's own has no URL. */
export type Frames = [url: string | null, line: number][]

const longestLine = 100_000

/** Hears what the watchdog writes. An answer may write there too: no frames, or no end of a line. */
export function hearLoop(input: Readable, hear: (frames: Frames) => void): void {
  let held = ''
  input.setEncoding('utf8').on('data', (piece: string) => {
    const lines = (held + piece).split('\n')
    held = lines.pop()!.slice(0, longestLine)
    for (const line of lines) {
      const frames = readFrames(line)
      if (frames !== undefined) hear(frames)
    }
  })
}

function readFrames(line: string): Frames | undefined {
  try {
    const read: unknown = JSON.parse(line)
    return Array.isArray(read) && read.every(Array.isArray) ? (read as Frames) : undefined
  } catch {
    return undefined
  }
}
