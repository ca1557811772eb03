/** Ends with what was read; stops in between as long as bytes are missing. */
export type Reading<Result> = Generator<void, Result, void>

/** Reads from bytes that come in pieces, and keeps no more of them than it is asked to. */
export interface ByteReader {
  /** Waits until there is a byte. */
  more(): Reading<void>
  /** A line without its CRLF; of a longer one its first bytes. */
  line(): Reading<string>
  /** The next bytes as UTF-8; of more than `most` the first, and how many there are. */
  text(length: number, most: number): Reading<string>
  /** The first of the next bytes: at most so many. */
  bytes(length: number, most: number): Reading<Buffer>
  /** Lets everything pass that still comes. */
  rest(): Reading<never>
}

const longestLine = 8_192
const carriageReturn = 13
const lineFeed = 10

/**
 * Gives bytes to a reading, wherever they were cut.
 *
 * @param read Takes what comes. What it throws is told once to `fail`; then nothing is read any more.
 * @returns Takes the next bytes.
 */
export function feedReading(
  read: (reader: ByteReader) => Reading<void>,
  fail: (error: unknown) => void,
): (bytes: Buffer) => void {
  let chunk: Buffer = Buffer.alloc(0)
  let at = 0
  let isOver = false

  function* more(): Reading<void> {
    while (at === chunk.length) yield
  }
  function* bytes(length: number, most: number): Reading<Buffer> {
    const kept: Buffer[] = []
    let room = most
    for (let left = length; left > 0;) {
      yield* more()
      const piece = chunk.subarray(at, at + left)
      at += piece.length
      left -= piece.length
      if (room === 0) continue
      // A copy: what is kept must not hold the whole chunk.
      kept.push(Buffer.from(piece.subarray(0, room)))
      room -= kept.at(-1)!.length
    }
    return Buffer.concat(kept)
  }
  const reader: ByteReader = {
    more,
    bytes,
    *line() {
      const kept: number[] = []
      for (;;) {
        if (at === chunk.length) yield* more()
        const byte = chunk[at++]!
        if (byte === lineFeed) break
        if (kept.length < longestLine) kept.push(byte)
      }
      if (kept.at(-1) === carriageReturn) kept.pop()
      return Buffer.from(kept).toString()
    },
    *text(length, most) {
      const text = (yield* bytes(length, most)).toString()
      return length <= most ? text : `${text}... (${length.toLocaleString('en-US')} bytes)`
    },
    *rest() {
      for (;;) {
        yield* more()
        at = chunk.length
      }
    },
  }

  const reading = read(reader)
  return (next) => {
    if (isOver) return
    chunk = next
    at = 0
    try {
      isOver = reading.next().done === true
    } catch (error) {
      isOver = true
      fail(error)
    }
    chunk = chunk.subarray(0, 0)
    at = 0
  }
}
