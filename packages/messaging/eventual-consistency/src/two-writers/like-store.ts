import type { Pool } from 'pg'

/** A replica that takes writes without asking the other one. */
export interface Replica {
  name: 'east' | 'west'
  pool: Pool
  /** A time that is later than every one before, at both replicas. */
  now(): number
}

/** One way to keep the likes of a post on two replicas that both take writes. */
export interface LikeStore {
  like(replica: Replica, user: string): Promise<void>
  unlike(replica: Replica, user: string): Promise<void>
  /** Brings to one replica what the other one has. */
  merge(from: Replica, to: Replica): Promise<void>
  count(replica: Replica): Promise<number>
}
