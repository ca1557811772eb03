import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { delimiter, join } from 'node:path'
import { homeFolder, ownUid } from '../machine/system-user.ts'

const answerWithinMs = 2_000

/** What asking for a Docker engine found. */
export type Engine =
  | { state: 'answers'; host: string }
  /** Nothing here looks like Docker. */
  | { state: 'absent' }
  | { state: 'unusable'; problem: string; remedy: string }

const found = new Map<string, Promise<Engine>>()

/** Asks for the engine once per process; asking takes some milliseconds. */
export function findEngine(environment: NodeJS.ProcessEnv = process.env): Promise<Engine> {
  const key = JSON.stringify(
    ['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'XDG_RUNTIME_DIR', 'HOME', 'PATH'].map(
      (name) => environment[name],
    ),
  )
  const engine = found.get(key) ?? lookForEngine(environment)
  found.set(key, engine)
  return engine
}

/** The same without what was found before: an engine may have been started since. */
export async function lookForEngine(environment: NodeJS.ProcessEnv): Promise<Engine> {
  const chosen = environment['DOCKER_HOST'] || contextHost(environment)
  const hosts = chosen ? [chosen] : usualSockets(environment).filter(exists)
  let failed: Engine | undefined
  for (const host of hosts) {
    const engine = await ask(host)
    if (engine.state === 'answers') return engine
    failed ??= engine
  }
  if (failed) return failed
  if (!isOnPath('docker', environment)) return { state: 'absent' }
  return stopped('Docker is installed, but its engine does not run')
}

async function ask(host: string): Promise<Engine> {
  const url = URL.canParse(host) ? new URL(host) : undefined
  const isLocal = url?.protocol === 'unix:' || isLoopback(url?.hostname)
  if (!url || !['unix:', 'tcp:', 'http:'].includes(url.protocol) || !isLocal) {
    return {
      state: 'unusable',
      // Containers listen on the loopback of their own machine, which is not ours there.
      problem: `Cannot use the Docker engine at ${host}: it must be on this machine, behind unix:// or tcp://127.0.0.1`,
      remedy: 'unset DOCKER_HOST, or docker context use default',
    }
  }
  const failure = await ping(url)
  if (failure === undefined) return { state: 'answers', host }
  if (failure === 'EACCES' || failure === 'EPERM') {
    return {
      state: 'unusable',
      problem: `Cannot use the Docker engine at ${host}: this user may not open the socket`,
      remedy: 'sudo usermod -aG docker "$USER", and log in again',
    }
  }
  return stopped(`Cannot reach the Docker engine at ${host}: ${explain(failure)}`)
}

function stopped(problem: string): Engine {
  const remedy = process.platform === 'darwin' ? 'open -a Docker' : 'sudo systemctl start docker'
  return { state: 'unusable', problem, remedy }
}

function explain(failure: string): string {
  if (failure === 'ENOENT') return 'there is no such socket'
  if (failure === 'ECONNREFUSED') return 'no engine listens there'
  return failure
}

/** Gives nothing when the engine answers, else what went wrong. node:http would take longer to load. */
function ping(url: URL): Promise<string | undefined> {
  const place =
    url.protocol === 'unix:'
      ? { path: decodeURIComponent(url.pathname) }
      : { host: url.hostname, port: Number(url.port || 2375) }
  return new Promise((resolve) => {
    const socket = connect(place, () => socket.write('GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n'))
    let answer = ''
    socket.setEncoding('utf8').setTimeout(answerWithinMs, () => end('no answer in time'))
    socket.on('data', (text: string) => (answer += text))
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
    socket.on('end', () => {
      const status = /^HTTP\/1\.\d (\d+)/.exec(answer)?.[1]
      end(status === '200' ? undefined : `it answered ${status ?? 'something else'}`)
    })
    function end(failure: string | undefined): void {
      resolve(failure)
      socket.destroy()
    }
  })
}

/** The engine that `docker context use` chose; nothing when that is the default one. */
function contextHost(environment: NodeJS.ProcessEnv): string | undefined {
  const folder = environment['DOCKER_CONFIG'] || join(homeFolder() ?? '/', '.docker')
  try {
    const file = () => readJson<{ currentContext?: string }>(join(folder, 'config.json'))
    const name = environment['DOCKER_CONTEXT'] || file().currentContext || 'default'
    if (name === 'default') return undefined
    const hash = createHash('sha256').update(name).digest('hex')
    const meta = readJson<{ Endpoints?: { docker?: { Host?: string } } }>(
      join(folder, 'contexts/meta', hash, 'meta.json'),
    )
    return meta.Endpoints?.docker?.Host
  } catch {
    return undefined
  }
}

function usualSockets(environment: NodeJS.ProcessEnv): string[] {
  const runtime = environment['XDG_RUNTIME_DIR'] || `/run/user/${ownUid()}`
  const home = homeFolder() ?? '/'
  return [
    '/var/run/docker.sock',
    join(runtime, 'docker.sock'),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
  ].map((path) => `unix://${path}`)
}

function exists(host: string): boolean {
  return existsSync(new URL(host).pathname)
}

function isOnPath(command: string, { PATH = '' }: NodeJS.ProcessEnv): boolean {
  return PATH.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return folder !== ''
    } catch {
      return false
    }
  })
}

function isLoopback(hostname: string | undefined): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
