// What belongs to one carrier stands in one object, and the functions ask it. Costs a place to look
// up, and an interface that a strange carrier may not fit.
interface Carrier {
  price(grams: number): number
  days: number
  mostGrams: number
}

const carriers = new Map<string, Carrier>([
  ['letter', { price: () => 160, days: 3, mostGrams: 500 }],
  [
    'parcel',
    { price: (grams) => 490 + Math.ceil(grams / 1_000) * 100, days: 2, mostGrams: 31_500 },
  ],
])

export function price(carrier: string, grams: number): number {
  return find(carrier).price(grams)
}

export function days(carrier: string): number {
  return find(carrier).days
}

export function accepts(carrier: string, grams: number): boolean {
  return grams <= find(carrier).mostGrams
}

function find(name: string): Carrier {
  const carrier = carriers.get(name)
  if (carrier === undefined) throw new RangeError(`Unknown carrier "${name}"`)
  return carrier
}
