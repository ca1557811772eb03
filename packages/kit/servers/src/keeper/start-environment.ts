import { imageVariables } from '../containers/images.ts'

// What finding, fetching and starting a server depends on.
const names = [
  'PATH',
  'JAVA_HOME',
  'XDG_CACHE_HOME',
  'TMPDIR',
  'MAVEN_OPTS',
  'MAVEN_ARGS',
  'M2_HOME',
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  ...imageVariables,
]

/** What a client sends with its request. */
export function startEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}

/** Takes over what a client sent: the keeper may be older than the Java that this one knows of. */
export function adoptEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of names) {
    if (environment[name] === undefined) delete process.env[name]
    else process.env[name] = environment[name]
  }
}
