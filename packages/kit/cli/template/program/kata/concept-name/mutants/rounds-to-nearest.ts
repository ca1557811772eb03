// Fails: rounds up to whole cents
// A tenth of a cent is given away with each parcel.
interface Carrier {
  mostGrams: number
  price(grams: number): number
}

export function quote(carriers: Record<string, Carrier>, name: string, grams: number): number {
  const carrier = Object.hasOwn(carriers, name) ? carriers[name] : undefined
  if (carrier === undefined) throw new RangeError(`Unknown carrier "${name}"`)
  if (grams > carrier.mostGrams)
    throw new RangeError(`${name} takes ${carrier.mostGrams} g at most`)
  return Math.round(carrier.price(grams))
}
