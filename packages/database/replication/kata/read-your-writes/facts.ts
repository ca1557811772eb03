import { conduct, endingText, turn } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import { proxy } from '@lab/wire/proxy'
import { openCluster, readsItsOwnWrite } from '../../src/index.ts'
import type { AppServer, Cluster, Nodes, User } from '../../src/index.ts'

type Start = (nodes: Nodes) => AppServer

export const facts = defineFacts<Start, Cluster>({
  answer: 'startServer',
  open: openCluster,
  facts: {
    'reads what the user has saved, wherever the standby replays it': (start, cluster) => [
      readsItsOwnWrite(cluster, start, { readBy: 'the same process', laterMs: 0 }),
      // The answer's module is loaded for each of them. Nothing comes within a step of another one.
      { race: writeHereReadThere(cluster, start), explore: { preemptions: 0 } },
    ],

    'reads from the standby where it has replayed what this user has saved': async (
      start,
      cluster,
    ) => {
      const { nodes, plain, replay } = cluster
      // The standby does not know of it: a user who reads it was sent to the primary.
      const change = () => plain.primary.query(`update notes set text = 'only on the primary'`)
      await write(cluster, { 1: 'old', 10: 'old' })
      await change()
      const server = start(nodes)
      const alice = await save(server, { note: 1 }, 'saved')
      const bob = await server.load({ note: 10 })
      if (bob !== 'old')
        return `Bob has saved nothing, and reads "${bob}" while the standby shows "old"`
      await replay.step()
      const { rows } = await plain.standby.query('select pg_last_wal_replay_lsn() as position')
      await change()
      const read = await start(nodes).load({ ...alice })
      if (read !== 'saved')
        return `the standby has replayed what Alice saved, and she reads "${read}"`
      const exact = await start(nodes).load({ note: 1, position: rows[0].position })
      return exact === 'saved'
        ? undefined
        : `the standby has replayed up to the user's position and no further, and it reads "${exact}"`
    },

    'compares positions of the log as PostgreSQL does': async (start, cluster) => {
      const { nodes, plain } = cluster
      await write(cluster, { 1: 'old' })
      await plain.primary.query(`update notes set text = 'new'`)
      const { rows } = await plain.standby.query('select pg_last_wal_replay_lsn() as position')
      for (const position of ['0/10000000', '1/0']) {
        const text = await start(nodes).load({ note: 1, position })
        if (text !== 'new')
          return `the standby is at ${rows[0].position}, the user at ${position}, and it reads "${text}"`
      }
      return undefined
    },

    'reads from the primary when the standby is gone': async (start, cluster) => {
      await write(cluster, { 1: 'old', 2: 'old' })
      const alice = await save(start(cluster.nodes), { note: 1 }, 'new')
      await cluster.replay.step()
      for (const [when, diesAt] of [
        ['before the load', 0],
        ['in the middle of the load', 2],
      ] as const) {
        await using way = await wayToStandby(cluster, diesAt)
        try {
          const read = [
            await start(way.nodes).load({ ...alice }),
            await start(way.nodes).load({ note: 2 }),
          ]
          if (read.join() !== 'new,old')
            return `the standby goes ${when}, and it reads "${read.join('" and "')}" from a primary with "new" and "old"`
        } catch (error) {
          const { message, code } = error as Error & { code?: string }
          return `the standby goes ${when}, and it fails: ${message || code}`
        }
      }
      return undefined
    },

    'asks the standby again when it is back': async (start, cluster) => {
      await write(cluster, { 1: 'old' })
      await using way = await wayToStandby(cluster)
      const server = start(way.nodes)
      await server.load({ note: 1 })
      const before = way.statements()
      await way.cut()
      await server.load({ note: 1 }).catch(() => {})
      await way.restore()
      const away = way.statements()
      await server.load({ note: 1 })
      return before > 0 && way.statements() === away
        ? 'the standby was gone for a moment, and the process asks only the primary since'
        : undefined
    },

    'reads the note that is asked for, or undefined': async (start, cluster) => {
      const { nodes, replay } = cluster
      await write(cluster, { 2: 'two', 10: 'ten' })
      const text = `O'Brien, "Bob"`
      const user = await save(start(nodes), { note: 10 }, text)
      await replay.step()
      const read = [
        await start(nodes).load({ ...user }),
        await start(nodes).load({ ...user, note: 2 }),
        await start(nodes).load({ note: 1 }),
        await start(nodes).load({ note: 1, position: '1/0' }),
      ]
      const expected = [text, 'two', undefined, undefined]
      const wrong = read.findIndex((one, index) => one !== expected[index])
      return wrong === -1 ? undefined : `instead of "${expected[wrong]}" it reads "${read[wrong]}"`
    },

    'passes on that the primary has refused a save': async (start, cluster) => {
      const { nodes } = cluster
      await write(cluster, { 1: 'old' })
      const refused = null as unknown as string
      const ended = await start(nodes)
        .save({ note: 1 }, refused)
        .then(
          () => 'it is done',
          ({ code }: { code?: string }) => code,
        )
      return ended === '23502' ? undefined : `a text must not be null, and save says: ${ended}`
    },
  },
})

/** One process saves, another one loads with the cookie that the browser has by then: it has saved before. */
function writeHereReadThere(cluster: Cluster, start: Start): Race {
  const { nodes, plain, replay } = cluster
  let cookie: User & { saved?: boolean }
  return conduct({
    setup: async () => {
      await write(cluster, { 1: 'older' })
      cookie = await save(start(plain), { note: 1 }, 'old')
      await replay.step()
    },
    actors: {
      writer: async () => {
        const user = asCookie(cookie)
        await start(nodes).save(user, 'new')
        cookie = { ...asCookie(user), saved: true }
      },
      reader: async () => {
        await turn('the user opens the page')
        const { saved, ...user } = cookie
        return { saved, text: await start(nodes).load(user) }
      },
      standby: async () => {
        await turn('replays all that is committed')
        await replay.step()
      },
    },
    invariant: async ({ writer, reader }) => {
      if (writer?.kind !== 'finished') return `save ends with: ${endingText(writer)}`
      if (reader?.kind !== 'finished') return `load ends with: ${endingText(reader)}`
      const { saved, text } = reader.value as { saved?: boolean; text: unknown }
      return saved === true && text !== 'new'
        ? `the user has saved "new", and another process reads "${String(text)}"`
        : undefined
    },
  })
}

/** Writes these notes and no others; the standby shows them, and then holds its replay. */
async function write({ plain, replay }: Cluster, notes: Record<number, string>): Promise<void> {
  await plain.primary.query('delete from notes')
  for (const [id, text] of Object.entries(notes))
    await plain.primary.query('insert into notes values ($1, $2)', [id, text])
  await replay.step()
}

/**
 * Leads to the standby by a way that can be cut.
 *
 * @param diesAt Cuts it as soon as this statement is sent: 0 is at once.
 */
async function wayToStandby({ plain, standby }: Cluster, diesAt?: number) {
  let statements = 0
  const way = await proxy(standby.url, {
    tap(direction, bytes) {
      // A statement begins with Parse or Query; a login begins otherwise.
      if (direction === 'sent' && /^[PQ]/.test(String.fromCharCode(bytes[0] ?? 0))) statements += 1
      if (diesAt !== undefined && statements >= diesAt) void way.cut()
    },
  })
  if (diesAt === 0) await way.cut()
  const nodes: Nodes = {
    primary: plain.primary,
    standby: standby.pool({ connectionString: way.url }),
  }
  return {
    nodes,
    cut: way.cut,
    restore: way.restore,
    statements: () => statements,
    [Symbol.asyncDispose]: way[Symbol.asyncDispose],
  }
}

/** Saves, and gives what the browser keeps. */
async function save(server: AppServer, user: User, text: string): Promise<User> {
  await server.save(user, text)
  return asCookie(user)
}

const asCookie = ({ note, position }: User): User => ({
  note,
  ...(position !== undefined && { position: String(position) }),
})
