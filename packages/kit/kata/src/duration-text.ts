/** Writes `about 50 minutes`, `about 9 hours`. */
export function durationText(minutes: number): string {
  if (minutes < 90) return `about ${minutes} minute${minutes === 1 ? '' : 's'}`
  return `about ${Math.round(minutes / 60)} hours`
}
