import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { ArtifactSet } from './artifacts.ts'
import { cacheFolder } from './cache-folder.ts'
import { installCommand } from './install-command.ts'
import { javaProxyOptions, proxyVariables } from './proxies.ts'

const run = promisify(execFile)

/** Lets Maven fetch jars, so that mirrors and proxies of its settings count. */
export async function downloadWithMaven(set: ArtifactSet, folder: string): Promise<void> {
  const project = await mkdtemp(join(cacheFolder('artifacts'), 'project-'))
  try {
    const pom = join(project, 'pom.xml')
    await writeFile(pom, renderPom(set.artifacts))
    const options = [
      `-DoutputDirectory=${folder}`,
      '-DincludeScope=runtime',
      `-DexcludeTransitive=${String(set.dependencies === 'none')}`,
    ]
    await run('mvn', ['-B', '-ntp', '-f', pom, 'dependency:copy-dependencies', ...options], {
      cwd: project,
      env: { ...process.env, ...proxyEnvironment() },
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch (error) {
    throw describeFailure(set, error as NodeJS.ErrnoException & { stdout?: string })
  } finally {
    await rm(project, { recursive: true, force: true })
  }
}

/** By a variable and not by arguments, which all users of the machine can read: a password may be in it. */
function proxyEnvironment(): NodeJS.ProcessEnv {
  const options = javaProxyOptions()
  if (options.length === 0) return {}
  // What the user says comes later, and wins.
  return { JDK_JAVA_OPTIONS: [...options, process.env['JDK_JAVA_OPTIONS'] ?? ''].join(' ') }
}

function renderPom(artifacts: readonly string[]): string {
  const dependencies = artifacts.map((artifact) => {
    const [group, name, version] = artifact.split(':')
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`
  })
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>lab</groupId><artifactId>fetch</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependencies.join('')}</dependencies>
</project>`
}

function describeFailure(
  { service, alternative }: ArtifactSet,
  cause: NodeJS.ErrnoException & { stdout?: string },
): Error {
  const { id, name, yours } = service
  const isMissing = cause.code === 'ENOENT'
  const firstError = /^\[ERROR\] (\S.*)$/m.exec(cause.stdout ?? '')?.[1]
  const used = proxyVariables.filter((variable) => process.env[variable] && !/^no/i.test(variable))
  const proxies = used.map((variable) => `, ${variable}`).join('')
  const ways = [
    ...(isMissing
      ? [installCommand('maven')]
      : [`check the network${proxies} and Maven's settings`]),
    ...(isMissing && alternative !== undefined ? [`install ${alternative}`] : []),
    ...(yours ? [`set ${yours.variable}`] : []),
  ]
  return new ServerUnavailableError({
    service: id,
    source: 'embedded',
    problem: isMissing
      ? `Cannot fetch ${name}: mvn is not on the PATH`
      : `Cannot fetch ${name} with mvn: ${firstError ?? withoutOptions(cause.message)}`,
    remedy: ways.join(', or '),
    cause,
  })
}

// Java says which options a variable has given it, a password included.
function withoutOptions(message: string): string {
  return message.replaceAll(/^(NOTE: )?Picked up .*\n?/gm, '')
}
