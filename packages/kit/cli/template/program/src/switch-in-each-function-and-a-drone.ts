// The same with a drone: a case in each of the three functions.
export function price(carrier: string, grams: number): number {
  switch (carrier) {
    case 'parcel':
      return 490 + Math.ceil(grams / 1_000) * 100
    case 'drone':
      return 990
    default:
      return 160
  }
}

export function days(carrier: string): number {
  switch (carrier) {
    case 'parcel':
      return 2
    case 'drone':
      return 0
    default:
      return 3
  }
}

export function accepts(carrier: string, grams: number): boolean {
  switch (carrier) {
    case 'parcel':
      return grams <= 31_500
    case 'drone':
      return grams <= 2_000
    default:
      return grams <= 500
  }
}
