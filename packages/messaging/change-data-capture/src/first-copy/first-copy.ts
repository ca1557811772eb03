import type { QueryResultRow } from 'pg'

export interface Row {
  id: number
  status: string
}

/** One connection. */
export interface Connection {
  query<Found extends QueryResultRow>(text: string): Promise<{ rows: Found[] }>
}

/** What the warehouse has when its first copy begins. */
export interface Source {
  /** In replication mode, where a slot can be made. */
  replication: Connection
  reader: Connection
  slot: string
}

/** One way to make the slot and to read the table; the stream of the slot comes afterwards. */
export type FirstCopy = (source: Source) => Promise<Row[]>

/** In capitals: in replication mode PostgreSQL knows its commands in no other way. */
export const createSlot = (slot: string, snapshot: 'export' | 'nothing') =>
  `CREATE_REPLICATION_SLOT ${slot} LOGICAL pgoutput (SNAPSHOT '${snapshot}')`

export const readOrders = 'select id, status from orders order by id'
