export interface Turn {
  /** How many have to go in before; 0 when it is their turn. */
  ahead: number
  /** When to ask again. */
  retryAfterSeconds: number
}

/** What a ticket keeps: enough for a Redis that has lost its state to go on where it was. */
export interface Place {
  /** The first is 1. */
  place: number
  /** How many were let in when it was given. */
  admitted: number
  /** Since when nobody more, by the clock of Redis, in microseconds. */
  sinceUs: number
}

export interface WaitingRoom {
  /** @returns The place of this account, the same however often it joins. */
  join(eventId: string, accountId: string): Promise<Turn & Place>
  /** While Redis is gone each process lets in its share, whatever their places are. */
  look(eventId: string, place: Place): Promise<Turn>
}
