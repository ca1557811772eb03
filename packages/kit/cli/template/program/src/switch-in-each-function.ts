// Each function decides by the name of the carrier. What belongs to one carrier stands in three
// places, and so does what has to be changed for another one.
export function price(carrier: string, grams: number): number {
  switch (carrier) {
    case 'parcel':
      return 490 + Math.ceil(grams / 1_000) * 100
    default:
      return 160
  }
}

export function days(carrier: string): number {
  switch (carrier) {
    case 'parcel':
      return 2
    default:
      return 3
  }
}

export function accepts(carrier: string, grams: number): boolean {
  switch (carrier) {
    case 'parcel':
      return grams <= 31_500
    default:
      return grams <= 500
  }
}
