import { watch } from '@lab/conductor'
import type { Client } from 'pg'
import type { Spec } from './parse-spec.ts'
import type { RegressionServer } from './regression-server.ts'

/** The connections of one specification. They stay for all its orders: some set something for the next. */
export interface Sessions extends AsyncDisposable {
  /** Runs the setup and the teardown; not conducted. */
  control: Client
  clients: ReadonlyMap<string, Client>
  /** What each session has heard since the last `listen`. */
  messages: Record<string, string[]>
  listen(): void
  /** False when the conductor or a test has cut a connection. */
  areOpen(): boolean
}

/** Gives out the sessions of one specification, the same ones as long as they are open. */
export interface SessionSupply extends AsyncDisposable {
  open(): Promise<Sessions>
  /** New ones in a new database. */
  openAnew(): Promise<Sessions>
}

export function supplySessions(server: RegressionServer, name: string, spec: Spec): SessionSupply {
  let sessions: Sessions | undefined
  const close = async () => {
    await sessions?.[Symbol.asyncDispose]()
    sessions = undefined
  }
  const open = async () => {
    if (sessions?.areOpen() === false) await close()
    return (sessions ??= await openSessions(server, name, spec))
  }
  return {
    open,
    async openAnew() {
      await close()
      await server.reset()
      return open()
    },
    [Symbol.asyncDispose]: close,
  }
}

async function openSessions(server: RegressionServer, name: string, spec: Spec): Promise<Sessions> {
  const control = await server.connect(`isolation/${name}/control connection`)
  const clients = new Map<string, Client>()
  let areOpen = true
  const sessions: Sessions = {
    control,
    clients,
    messages: {},
    listen: () => void (sessions.messages = {}),
    areOpen: () => areOpen,
    async [Symbol.asyncDispose]() {
      await Promise.all([control, ...clients.values()].map((client) => client.end()))
    },
  }
  const nameOf = (processId: number) =>
    [...clients].find(([, client]) => processOf(client) === processId)?.[0] ?? `PID ${processId}`
  for (const session of spec.sessions.map((each) => each.name)) {
    const client = watch(await server.connect(`isolation/${name}/${session}`))
    const heard = (text: string) => (sessions.messages[session] ??= []).push(text)
    client.once('end', () => (areOpen = false))
    client.on('notice', ({ severity, message }) => {
      // The conductor has the server log when it looks for a deadlock.
      if (severity !== 'LOG') heard(`${severity}:  ${message}`)
    })
    client.on('notification', ({ channel, payload, processId }) =>
      heard(`NOTIFY "${channel}" with payload "${payload}" from ${nameOf(processId)}`),
    )
    clients.set(session, client)
  }
  return sessions
}

const processOf = (client: Client) => (client as unknown as { processID: number }).processID
