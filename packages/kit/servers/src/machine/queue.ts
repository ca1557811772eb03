export type Queue = <T>(work: () => Promise<T>) => Promise<T>

/** Makes a queue whose work is done one after another, also after a failure. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next
    return next
  }
}
