import type { Pool } from 'pg'

/** What an application server is given: two addresses. */
export interface Nodes {
  primary: Pool
  standby: Pool
}
