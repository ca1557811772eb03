import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { ServiceDefinition } from '../service.ts'
import { EngineError } from './engine-error.ts'

export interface Wanted {
  service: ServiceDefinition
  image: string
}

/** What can be seen of a container that did not become a server. */
export interface BrokenStart {
  cause: unknown
  /** What the container said last. */
  lines: string
  /** For example `arm64`. */
  imageArchitecture: string
  /** For example `x86_64`. */
  engineArchitecture: string
}

export function cannotConnect(wanted: Wanted, cause: unknown): ServerUnavailableError {
  if (cause instanceof EngineError) return failure(wanted, cause.problem, cause.remedy, cause)
  // The first container of all is Ryuk, whose image may be missing too.
  const missing = /no such image: (\S+)/i.exec(text(cause))?.[1]
  return missing === undefined
    ? failure(wanted, text(cause), './lab servers doctor', cause)
    : cannotPull({ ...wanted, image: missing }, cause)
}

export function cannotPull(wanted: Wanted, cause: unknown): ServerUnavailableError {
  const { image } = wanted
  const problem = /no matching manifest/i.test(text(cause))
    ? `the image ${image} does not exist for this architecture`
    : `the image ${image} is missing and cannot be pulled (${text(cause)})`
  return failure(wanted, problem, `docker pull ${image}`, cause)
}

export function cannotRun(wanted: Wanted, start: BrokenStart): ServerUnavailableError {
  const { image } = wanted
  const { cause, lines, imageArchitecture, engineArchitecture } = start
  const own = goArchitecture(engineArchitecture)
  const isForeign = /exec format error/i.test(`${text(cause)} ${lines}`)
  // An engine may well run a foreign image, by emulation: only a failure makes it one to blame.
  if (isForeign || imageArchitecture !== own) {
    const problem = `the image ${image}, made for ${imageArchitecture}, does not run on ${own} (${isForeign ? 'exec format error' : text(cause)})`
    return failure(wanted, problem, `docker pull --platform linux/${own} ${image}`, cause)
  }
  const problem = `the image ${image} did not start: ${text(cause)}\n${lines}`.trim()
  return failure(wanted, problem, `docker pull ${image}`, cause)
}

function failure(
  { service: { id, name, yours } }: Wanted,
  problem: string,
  remedy: string,
  cause: unknown,
): ServerUnavailableError {
  return new ServerUnavailableError({
    service: id,
    source: 'containers',
    problem: `Cannot start ${name} in a container: ${problem}`,
    remedy: yours ? `${remedy}; or set ${yours.variable}` : remedy,
    cause,
  })
}

/** The first line of an error, without what dockerode puts before the engine's own words. */
function text(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return (message.split('\n')[0] ?? '').replace(/^\(HTTP code \d+\) [^-]*- /, '').trim()
}

// Images name an architecture as Go does, engines as the kernel does.
function goArchitecture(name: string): string {
  return { x86_64: 'amd64', aarch64: 'arm64' }[name] ?? name
}
