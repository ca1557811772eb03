/** Counts how many of these times, in order, lie within one window, wherever it starts. */
export function mostInAnyWindow(times: readonly number[], window: number): number {
  let first = 0
  let most = 0
  times.forEach((time, index) => {
    while (time - times[first]! >= window) first += 1
    most = Math.max(most, index - first + 1)
  })
  return most
}
