/** Sends one statement to one database. */
export type Ask = (statement: string, values?: unknown[]) => Promise<unknown>

/** What a coordinator is connected to. */
export interface Connections {
  shardA: Ask
  shardB: Ask
  /** The database of the coordinator itself. */
  log: Ask
}

/** One way to move 10 from an account of shard A to the same account of shard B. */
export type Transfer = (connections: Connections, account: number) => Promise<void>

/** What the coordinator calls a transfer. */
export const idOf = (account: number) => `transfer-${account}`
/** What a shard calls its part. The name has to be unique in the whole server, over its databases. */
export const partOf = (account: number, shard: 'A' | 'B') => `${idOf(account)}/${shard}`
export const take = 'update accounts set balance = balance - 10 where id = $1'
export const give = 'update accounts set balance = balance + 10 where id = $1'
