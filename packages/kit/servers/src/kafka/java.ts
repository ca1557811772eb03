import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { dropVariables } from '../drop-variables.ts'
import { installCommand } from '../machine/install-command.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'

const run = promisify(execFile)
const oldestMajorVersion = 17

export interface Java {
  command: string
  /** As Java says it, for example `17.0.15`. */
  version: string
}

/** Finds Java 17 or later: in JAVA_HOME, else on the PATH. */
export async function findJava(environment: NodeJS.ProcessEnv = process.env): Promise<Java> {
  const home = environment['JAVA_HOME'] ?? ''
  const commands = home === '' ? ['java'] : [join(home, 'bin', 'java'), 'java']
  let found = ''
  for (const command of commands) {
    try {
      const { stderr } = await run(command, ['-version'], { env: javaEnvironment(environment) })
      const version = /version "([^"]+)"/.exec(stderr)?.[1] ?? ''
      if (Number.parseInt(version, 10) >= oldestMajorVersion) return { command, version }
      found = version
    } catch {
      // Not there: the next place.
    }
  }
  const looked = commands.join(' and ')
  throw new ServerUnavailableError({
    service: 'kafka',
    source: 'embedded',
    problem:
      found === ''
        ? `Cannot start Kafka: it needs Java ${oldestMajorVersion} or later, and there is none (looked for ${looked}); the other servers work without it`
        : `Cannot start Kafka: it needs Java ${oldestMajorVersion} or later, received ${found}; the other servers work without it`,
    remedy: `${installCommand(process.platform === 'darwin' ? 'openjdk' : 'default-jre-headless')}, or set KAFKA_BROKERS`,
  })
}

/**
 * The environment for a Java of the lab: memory, an agent's port or a proxy for other programs are not
 * for a broker. Maven gets them, because they may lead to its mirror.
 */
export function javaEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const own = { ...environment }
  dropVariables(/^(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|CLASSPATH)$/, own)
  return own
}
