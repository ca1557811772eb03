/** Places where a process may die, or be overtaken, at the worst moment. */
export type Place =
  | 'order committed, not answered'
  | 'free seats read, not held'
  | 'balance read, not paid out'
  | 'charged, not noted'
  | 'tickets committed, not told'
  | 'tickets committed, offset not'
  | 'events sent, not deleted'

let visitor: ((place: Place) => Promise<void>) | undefined

/** Lets the demo and the tests hold or kill this process here. In service it does nothing. */
export async function reached(place: Place): Promise<void> {
  await visitor?.(place)
}

export function visitPlaces(visit: (place: Place) => Promise<void>): void {
  visitor = visit
}
