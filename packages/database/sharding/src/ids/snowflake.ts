export interface SnowflakeOptions {
  /** From 0 to 1023, and no two processes have the same. */
  worker: number
  /** Milliseconds since 1970. */
  now: () => number
}

const epochMs = Date.UTC(2026, 0, 1)

/**
 * Makes ids of 63 bits: 41 of milliseconds, 10 of the worker, 12 of a counter within the millisecond.
 * Sorted by time and no coordinator asked. A worker number that is given twice makes ids twice.
 */
export function snowflake({ worker, now }: SnowflakeOptions): () => bigint {
  if (!Number.isInteger(worker) || worker < 0 || worker > 1023)
    throw new RangeError(`Cannot make ids: worker must be 0 to 1023, received ${worker}`)
  let lastMs = 0
  let counter = 0
  return () => {
    // A clock that was set back goes on from the last millisecond.
    const atMs = Math.max(now() - epochMs, lastMs)
    counter = atMs === lastMs ? counter + 1 : 0
    lastMs = counter > 4095 ? atMs + 1 : atMs
    if (counter > 4095) counter = 0
    return (BigInt(lastMs) << 22n) | (BigInt(worker) << 12n) | BigInt(counter)
  }
}
