// A trigger adds one for each row, whatever code inserts it. Nothing is seen of it where the insert
// stands, and users who like one post at the same time wait for each other.
import type { Pool } from 'pg'
import type { Like } from './counts-each-like.ts'

/** Makes the trigger; without it the other ways write the counter themselves. */
export async function createTrigger(plain: Pool): Promise<void> {
  await plain.query(`
    create or replace function count_like() returns trigger language plpgsql as $$
    begin
      update posts set likes = likes + case tg_op when 'INSERT' then 1 else -1 end
      where id = coalesce(new.post_id, old.post_id);
      return null;
    end $$;
    create or replace trigger count_like after insert or delete on likes
      for each row execute function count_like()`)
}

export async function dropTrigger(plain: Pool): Promise<void> {
  await plain.query('drop trigger if exists count_like on likes')
}

export const insertAlone: Like = async (pool, user) => {
  await pool.query('insert into likes values (1, $1)', [user])
  return 'liked'
}
