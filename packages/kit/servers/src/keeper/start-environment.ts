import { proxyVariables } from '../machine/proxies.ts'
import type { ServiceDefinition } from '../service.ts'

// What finding, fetching and starting any server depends on.
const names = [
  'PATH',
  'XDG_CACHE_HOME',
  'TMPDIR',
  'MAVEN_OPTS',
  'MAVEN_ARGS',
  'M2_HOME',
  'JAVA_TOOL_OPTIONS',
  'JDK_JAVA_OPTIONS',
  ...proxyVariables,
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
]

/** What a client sends with its request; null is a variable that it does not have. */
export type StartEnvironment = Record<string, string | null>

/** Gathers what a start of this service depends on. */
export function startEnvironment({ image, variables = [] }: ServiceDefinition): StartEnvironment {
  const all = [...names, ...variables, ...(image ? [image.variable] : [])]
  return Object.fromEntries(all.map((name) => [name, process.env[name] ?? null]))
}

/** Takes over what a client sent: the keeper may be older than the Java that this one knows of. */
export function adoptEnvironment(environment: StartEnvironment): void {
  for (const [name, value] of Object.entries(environment)) {
    if (value === null) delete process.env[name]
    else process.env[name] = value
  }
}
