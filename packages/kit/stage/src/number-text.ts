/** Writes a number short enough for a table or an axis, with commas in large ones. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (Number.isInteger(value))
    return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, Math.abs(value) >= 10_000 ? ',' : '')
  const size = Math.abs(value)
  return size >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
}
