import type { ReplicatedPostgres } from '@lab/servers/dedicated-postgres'
import { proxy } from '@lab/wire/proxy'
import type { Proxy } from '@lab/wire/proxy'
import type { Nodes } from './nodes.ts'
import { until } from './until.ts'

/** The network between a primary and its standby. Both go on answering their clients when it is cut. */
export interface Link extends AsyncDisposable {
  /** Returns when the primary knows that its standby has gone. */
  cut(): Promise<void>
  /** Returns when the standby follows its primary. A standby whose replay is held takes no new way. */
  restore(): Promise<void>
}

export function createLink(server: ReplicatedPostgres, nodes: Nodes): Link {
  const link =
    server.server.source === 'embedded' ? throughProxy(server.url, nodes) : byAddress(nodes)
  return {
    ...link,
    async cut() {
      await link.cut()
      const followers = `select from pg_stat_replication where application_name = 'standby'`
      await until('the primary knows that its standby has gone', async () => {
        return (await nodes.primary.query(followers)).rowCount === 0
      })
    },
  }
}

/** Puts a proxy between the two when it is first asked for. */
function throughProxy(url: string, nodes: Nodes): Link {
  let opened: Promise<Proxy> | undefined
  const open = async () => {
    const between = await proxy(url)
    await follow(nodes.standby, new URL(between.url))
    await isFollowing(nodes.standby, between.url)
    return between
  }
  return {
    async cut() {
      await (await (opened ??= open())).cut()
    },
    async restore() {
      const between = await (opened ??= open())
      await between.restore()
      await isFollowing(nodes.standby, between.url)
    },
    async [Symbol.asyncDispose]() {
      await (await opened)?.[Symbol.asyncDispose]()
    },
  }
}

/** A container does not reach a proxy of this process: its standby is told an address without a server. */
function byAddress({ primary, standby }: Nodes): Link {
  let own: URL | undefined
  return {
    async cut() {
      own ??= await followed(standby)
      await follow(standby, new URL('postgres://127.0.0.1:1'))
      await primary.query(
        `select pg_terminate_backend(pid) from pg_stat_replication where application_name = 'standby'`,
      )
    },
    async restore() {
      if (own === undefined) return
      await follow(standby, own)
      await isFollowing(standby, own)
    },
    async [Symbol.asyncDispose]() {},
  }
}

const place = /host=(\S+) port=(\d+)/

async function followed(standby: Nodes['standby']): Promise<URL> {
  const { rows } = await standby.query('show primary_conninfo')
  const [, host, port] = place.exec(rows[0].primary_conninfo)!
  return new URL(`postgres://${host}:${port}`)
}

/** Tells a standby where its primary is. */
async function follow(standby: Nodes['standby'], { hostname, port }: URL): Promise<void> {
  const { rows } = await standby.query('show primary_conninfo')
  const info = rows[0].primary_conninfo.replace(place, `host=${hostname} port=${port}`)
  await standby.query(`alter system set primary_conninfo = '${info}'`)
  await standby.query('select pg_reload_conf()')
}

async function isFollowing(standby: Nodes['standby'], to: URL | string): Promise<void> {
  const streaming = `select from pg_stat_wal_receiver where status = 'streaming' and sender_port = $1`
  await until('the standby follows its primary', async () => {
    return (await standby.query(streaming, [new URL(to).port])).rowCount === 1
  })
}
