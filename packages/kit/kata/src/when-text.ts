/** Writes `now`, `in 10 minutes`, `in 3 days`. */
export function whenText(due: Date, now: Date): string {
  const minutes = Math.round((due.getTime() - now.getTime()) / 60_000)
  if (minutes <= 0) return 'now'
  const [count, unit] =
    minutes < 90
      ? [minutes, 'minute']
      : minutes < 36 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day']
  return `in ${count} ${unit}${count === 1 ? '' : 's'}`
}
