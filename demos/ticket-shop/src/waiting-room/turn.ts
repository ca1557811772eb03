export interface Turn {
  /** How many have to go in before; 0 when it is their turn. */
  ahead: number
  /** When to ask again. */
  retryAfterSeconds: number
}

export interface WaitingRoom {
  /** @returns The place of this account, the same however often it joins; the first is 1. */
  join(eventId: string, accountId: string): Promise<Turn & { place: number }>
  /** While Redis is gone each process lets in its share, whatever their places are. */
  look(eventId: string, place: number): Promise<Turn>
}
