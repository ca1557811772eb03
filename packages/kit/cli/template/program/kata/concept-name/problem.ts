interface Carrier {
  mostGrams: number
  price(grams: number): number
}

export function quote(carriers: Record<string, Carrier>, name: string, grams: number): number {
  switch (name) {
    case 'parcel':
      return Math.ceil(carriers['parcel']!.price(grams))
    default:
      return Math.ceil(carriers['letter']!.price(grams))
  }
}
