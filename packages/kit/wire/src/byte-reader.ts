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
  const source: Source = { chunk: Buffer.alloc(0), at: 0 }
  let isOver = false
  const reading = read(createReader(source))
  return (next) => {
    if (isOver) return
    source.chunk = next
    source.at = 0
    try {
      isOver = reading.next().done === true
    } catch (error) {
      isOver = true
      fail(error)
    }
    source.chunk = next.subarray(0, 0)
    source.at = 0
  }
}

/** The bytes that came last, and how many of them were read. */
interface Source {
  chunk: Buffer
  at: number
}

function createReader(source: Source): ByteReader {
  function* more(): Reading<void> {
    while (source.at === source.chunk.length) yield
  }
  function* bytes(length: number, most: number): Reading<Buffer> {
    const kept: Buffer[] = []
    let room = most
    for (let left = length; left > 0;) {
      yield* more()
      const piece = source.chunk.subarray(source.at, source.at + left)
      source.at += piece.length
      left -= piece.length
      if (room === 0) continue
      // A copy: what is kept must not hold the whole chunk.
      kept.push(Buffer.from(piece.subarray(0, room)))
      room -= kept.at(-1)!.length
    }
    return Buffer.concat(kept)
  }
  return {
    more,
    bytes,
    *line() {
      const kept: number[] = []
      for (;;) {
        if (source.at === source.chunk.length) yield* more()
        const byte = source.chunk[source.at++]!
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
        source.at = source.chunk.length
      }
    },
  }
}
