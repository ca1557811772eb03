import {
  acknowledgedOrWaits,
  startCommit,
  waitsForStandby,
} from '../commit-level/started-commit.ts'
import type { Level } from '../commit-level/started-commit.ts'
import type { Cluster } from '../open-cluster.ts'

/** What one server sells. */
interface Sold {
  /** Seats that it shows as sold to its own clients. */
  seats: number[]
  /** What the last client that asked was told. */
  told: 'sold' | 'waits' | 'no server'
  /** By the first part of a log file's name. */
  timeline: number | undefined
}

export interface Sales {
  old: Sold
  new: Sold
  /** How many seats both have sold. */
  twice: number
  violation: string | undefined
}

/**
 * Cuts the network between primary and standby and promotes the standby, as a monitor does on its
 * side. The primary is alive, unless it is fenced.
 *
 * @param fence Whether the old primary is shut down before.
 */
export async function partition(
  { plain, primary, standby, link }: Cluster,
  fence: 'fenced' | 'not fenced',
): Promise<void> {
  await plain.primary.query('insert into seats select generate_series(1, 8)')
  await standby.caughtUp()
  await link.cut()
  if (fence === 'fenced') await primary.crash()
  await standby.promote()
}

/**
 * The contract: after a failover each seat is sold to one guest, whichever server a client reaches.
 * Bob's clients reach the old primary, Carol's the new one, and both ask for each seat.
 */
export async function sellsEachSeatOnce(
  { plain }: Cluster,
  seats: readonly number[],
  level: Level,
): Promise<Sales> {
  const old = await sell(plain.primary, seats, 'bob', level)
  const later = await sell(plain.standby, seats, 'carol', 'local')
  const twice = old.seats.filter((seat) => later.seats.includes(seat)).length
  const violation = twice > 0 ? `${twice} of ${seats.length} seats are sold twice` : undefined
  return { old, new: later, twice, violation }
}

const buy = `update seats set guest = $2 where number = $1 and guest is null`

async function sell(
  node: Cluster['plain']['primary'],
  seats: readonly number[],
  guest: string,
  level: Level,
): Promise<Sold> {
  let told: Sold['told'] = 'sold'
  try {
    for (const seat of seats) {
      const one = await startCommit(node, level, buy, [seat, guest])
      const seen = await acknowledgedOrWaits(one, () => waitsForStandby(node, one.pid))
      told = seen === 'acknowledged' ? 'sold' : 'waits'
    }
    const { rows } = await node.query(
      `select pg_walfile_name(pg_current_wal_lsn()) as file,
              array(select number from seats where number = any ($1) and guest = $2) as seats`,
      [seats, guest],
    )
    return { seats: rows[0].seats, told, timeline: parseInt(rows[0].file.slice(0, 8), 16) }
  } catch (error) {
    if ((error as { code?: string }).code !== 'ECONNREFUSED') throw error
    return { seats: [], told: 'no server', timeline: undefined }
  }
}
