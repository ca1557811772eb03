/** Writes settings as the file that Redis reads. */
export function renderRedisConfiguration(settings: Record<string, string>): string {
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} ${value === '' ? '""' : value}`,
  )
  return `${lines.join('\n')}\n`
}
