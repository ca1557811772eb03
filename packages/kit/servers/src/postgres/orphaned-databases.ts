import type { Client } from 'pg'

// "lab!" as a number: the first half of every advisory lock on a lab database.
export const advisoryLockSpace = 0x6c_61_62_21

/** Drops the databases of callers that were killed: their lock went with their connection. */
export async function sweepOrphanedDatabases(admin: Client): Promise<void> {
  // pg_locks shows the locks of all databases, so the admin connections need not share one.
  const { rows } = await admin.query<{ datname: string }>(
    `select datname
       from pg_database
      where datname ~ '^lab_[0-9a-f]{16}$'
        and pg_has_role(datdba, 'usage')
        and not exists (
          select from pg_locks
           where locktype = 'advisory'
             and classid::bigint = $1::bigint
             and objid = hashtext(datname)::oid
        )`,
    [advisoryLockSpace],
  )
  for (const { datname } of rows) {
    // Another keeper may sweep the same one, or a client may still be connected to it: then it is theirs.
    await admin.query(`drop database if exists ${datname}`).catch(() => {})
  }
}
