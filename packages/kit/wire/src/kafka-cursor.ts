/** Reads the primitive types of Kafka's protocol, one after the other. */
export interface KafkaCursor {
  int16(): number
  int32(): number
  int64(): bigint
  /** Also a nullable one: null is ''. */
  string(): string
  /** Lets so many bytes pass. */
  skip(length: number): void
}

/** @throws {RangeError} By its methods, when the bytes end before. */
export function createCursor(bytes: Buffer): KafkaCursor {
  let at = 0
  const next = (length: number) => {
    at += length
    return at - length
  }
  const int16 = () => bytes.readInt16BE(next(2))
  return {
    int16,
    int32: () => bytes.readInt32BE(next(4)),
    int64: () => bytes.readBigInt64BE(next(8)),
    string() {
      const length = Math.max(0, int16())
      const start = next(length)
      if (at > bytes.length) throw new RangeError('Cannot read text: the bytes end before')
      return bytes.toString('utf8', start, at)
    },
    skip: (length) => void next(length),
  }
}
