interface Carrier {
  mostGrams: number
  price(grams: number): number
}

export function quote(carriers: Record<string, Carrier>, name: string, grams: number): number {
  // An object has names of its own and names that every object has.
  const carrier = Object.hasOwn(carriers, name) ? carriers[name] : undefined
  if (carrier === undefined) throw new RangeError(`Unknown carrier "${name}"`)
  if (grams > carrier.mostGrams)
    throw new RangeError(`${name} takes ${carrier.mostGrams} g at most`)
  return Math.ceil(carrier.price(grams))
}
