// Fails: takes a weight up to the limit, the limit as well
// Up to 500 g, and the letter of 500 g is refused.
interface Carrier {
  mostGrams: number
  price(grams: number): number
}

export function quote(carriers: Record<string, Carrier>, name: string, grams: number): number {
  const carrier = Object.hasOwn(carriers, name) ? carriers[name] : undefined
  if (carrier === undefined) throw new RangeError(`Unknown carrier "${name}"`)
  if (grams >= carrier.mostGrams)
    throw new RangeError(`${name} takes ${carrier.mostGrams} g at most`)
  return Math.ceil(carrier.price(grams))
}
