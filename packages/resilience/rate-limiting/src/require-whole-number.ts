export function requireWholeNumber(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return
  throw new RangeError(
    `Cannot limit: ${name} must be a whole number from 1 to ${most}, received ${value}`,
  )
}
