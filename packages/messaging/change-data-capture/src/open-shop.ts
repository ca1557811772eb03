import { readFile } from 'node:fs/promises'
import { AsyncLocalStorage } from 'node:async_hooks'
import { watch } from '@lab/conductor'
import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'

const settings = {
  wal_level: 'logical',
  // Its transactions would write to the log when they like.
  autovacuum: 'off',
  // A reader that starts waits until the last record is on disk.
  wal_writer_delay: '10ms',
  // Files of the log that are not needed are removed at the next checkpoint.
  min_wal_size: '32MB',
  max_wal_size: '32MB',
  // What an update writes to the log must not depend on the last checkpoint.
  full_page_writes: 'off',
}

/** Opens a server whose log can be decoded: `pool` is watched, `plain` sets the scene and looks. */
export async function openShop() {
  const db = await dedicatedPostgres({ settings })
  const plain = db.pool()
  await plain.query(await readFile(new URL('../schema.sql', import.meta.url), 'utf8'))
  let left: AsyncDisposable | undefined
  const closeLeft = async () => {
    await left?.[Symbol.asyncDispose]()
    left = undefined
  }
  return {
    db,
    url: db.url,
    pool: watch(db.pool()),
    plain,
    /** Runs what is no actor's step by itself: a stream, or a write in one piece. */
    outside: AsyncLocalStorage.snapshot(),
    /** Closes what the run before has left open: a crash, or the next race, may come at any time. */
    closeLeft,
    /** Keeps what a run opens, until it is closed. */
    leave: (opened: AsyncDisposable) => void (left = opened),
    async [Symbol.asyncDispose]() {
      await closeLeft()
      await db[Symbol.asyncDispose]()
    },
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

/** Orders 1 and 2 are new, and nothing else is there. */
export async function beginAgain({ plain, closeLeft }: Shop): Promise<void> {
  await closeLeft()
  await plain.query(`
    alter table orders disable trigger note_change;
    delete from orders;
    insert into orders (id, status) values (1, 'new'), (2, 'new');
    delete from order_changes;
    alter table order_changes alter column id restart;
    delete from orders_copy;
    delete from paid_orders; insert into paid_orders values (0);
    delete from place; insert into place values ('0/0')`)
}
