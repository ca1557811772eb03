// Fails: refuses a name that every object has
// constructor is a function, and has no limit and no price.
interface Carrier {
  mostGrams: number
  price(grams: number): number
}

export function quote(carriers: Record<string, Carrier>, name: string, grams: number): number {
  const carrier = carriers[name]
  if (carrier === undefined) throw new RangeError(`Unknown carrier "${name}"`)
  if (grams > carrier.mostGrams)
    throw new RangeError(`${name} takes ${carrier.mostGrams} g at most`)
  return Math.ceil(carrier.price(grams))
}
