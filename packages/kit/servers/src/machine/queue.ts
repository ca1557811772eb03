export type Queue = <T>(work: () => Promise<T>) => Promise<T>

// One PostgreSQL connection takes one query at a time.
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next
    return next
  }
}
