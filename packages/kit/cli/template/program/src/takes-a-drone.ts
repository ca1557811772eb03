/** What a shop asks about a carrier. */
export interface Shipping {
  /** In cents. */
  price(carrier: string, grams: number): number
  days(carrier: string): number
  accepts(carrier: string, grams: number): boolean
}

/** A design, and the same one after a drone was asked of it. */
export interface Change {
  before: Shipping
  after: Shipping
}

export interface Cost {
  /** The functions whose text is another one afterwards. */
  changed: string[]
  /** Why the change is wrong, or undefined. */
  violation: string | undefined
}

/** The contract of every design: a drone is asked of it, and no function that works has to be changed. */
export function takesADrone({ before, after }: Change): Cost {
  const names = ['price', 'days', 'accepts'] as const
  const changed: string[] = names.filter(
    (name) => before[name].toString() !== after[name].toString(),
  )
  const different = ['letter', 'parcel'].find(
    (carrier) => answers(before, carrier) !== answers(after, carrier),
  )
  if (different !== undefined) return { changed, violation: `${different} is another one now` }
  if (answers(after, 'drone') !== '990 0 true') {
    return { changed, violation: `the drone answers ${answers(after, 'drone')}` }
  }
  const violation =
    changed.length === 0 ? undefined : `${changed.length} functions that worked are changed`
  return { changed, violation }
}

function answers(shipping: Shipping, carrier: string): string {
  return [
    shipping.price(carrier, 400),
    shipping.days(carrier),
    shipping.accepts(carrier, 400),
  ].join(' ')
}
