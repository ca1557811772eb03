// Fails: refuses a weight above the limit
// A price for a parcel that the carrier does not take.
interface Carrier {
  mostGrams: number
  price(grams: number): number
}

export function quote(carriers: Record<string, Carrier>, name: string, grams: number): number {
  const carrier = Object.hasOwn(carriers, name) ? carriers[name] : undefined
  if (carrier === undefined) throw new RangeError(`Unknown carrier "${name}"`)
  return Math.ceil(carrier.price(grams))
}
