/** Writes how much of a time box is left: `12:41 left` or `03:10 over`. */
export function clockText(elapsedMs: number, timeBoxMs: number): string {
  const left = timeBoxMs - elapsedMs
  return left >= 0 ? `${minutesText(left)} left` : `${minutesText(-left)} over`
}

export function minutesText(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
}
