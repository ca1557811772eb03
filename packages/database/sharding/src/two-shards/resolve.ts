import type { KillableServer } from './open-server.ts'

/** Says what becomes of a transfer of which a part was found prepared. */
export type Decide = (server: KillableServer, id: string) => Promise<'commit' | 'abort'>

/** Takes a transfer without a decision for one that will never have one. */
export async function presumeAbort(
  server: KillableServer,
  id: string,
): Promise<'commit' | 'abort'> {
  const decided = await decisionOf(server, id)
  // RACE: a coordinator that was only slow writes its decision here.
  return decided ?? 'abort'
}

/** Writes "abort" unless a decision is there: the first row decides, for a slow coordinator too. */
export async function writeAbort(server: KillableServer, id: string): Promise<'commit' | 'abort'> {
  const statement = `insert into decisions values ($1, 'abort') on conflict do nothing`
  await server.ask('coordinator', statement, [id])
  return (await decisionOf(server, id)) ?? 'abort'
}

async function decisionOf(
  server: KillableServer,
  id: string,
): Promise<'commit' | 'abort' | undefined> {
  const statement = 'select decision from decisions where id = $1'
  const { rows } = await server.ask('coordinator', statement, [id])
  return rows[0]?.decision
}

export interface Orphan {
  database: 'shard_a' | 'shard_b'
  gid: string
}

/** Finds every prepared transaction of the server, in whichever database it is. */
export async function findOrphans(server: KillableServer): Promise<Orphan[]> {
  const statement = 'select database, gid from pg_prepared_xacts order by database, gid'
  return (await server.ask('coordinator', statement)).rows
}

/** Ends each prepared transaction. That is only possible in the database that it belongs to. */
export async function resolve(server: KillableServer, decide: Decide): Promise<Orphan[]> {
  const orphans = await findOrphans(server)
  for (const { database, gid } of orphans) {
    const decision = await decide(server, gid.slice(0, gid.indexOf('/')))
    const end = decision === 'commit' ? 'commit prepared' : 'rollback prepared'
    await server.ask(database, `${end} '${gid}'`)
  }
  return orphans
}
