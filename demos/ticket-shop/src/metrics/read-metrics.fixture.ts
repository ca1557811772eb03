/** The samples of a page, by what stands before their value: `shop_orders{status="pending"}`. */
export async function readMetrics(url: string): Promise<Map<string, number>> {
  const reply = await fetch(new URL('/metrics', url))
  const text = await reply.text()
  if (!reply.ok) throw new Error(`Cannot read metrics: ${reply.status} ${text}`)
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ')
      return [line.slice(0, space), Number(line.slice(space + 1))]
    }),
  )
}

/** Those whose name begins so, as an object. */
export const samplesOf = (all: Map<string, number>, prefix: string) =>
  Object.fromEntries([...all].filter(([name]) => name.startsWith(prefix)))
