import type { Pool } from 'pg'

/** Begins anew: alice has 100, and no payment was charged. */
export async function resetAccounts(plain: Pool): Promise<void> {
  await plain.query(`
    delete from charges; delete from inbox; delete from progress; delete from accounts;
    insert into accounts values ('alice', 100)`)
}

/** What was taken from alice's account, directly or as rows of their own. */
export async function totalCharged(plain: Pool): Promise<number> {
  const { rows } = await plain.query(`
    select 100 - balance + (select coalesce(sum(amount), 0)::int from charges) as charged
    from accounts where id = 'alice'`)
  return rows[0].charged
}
