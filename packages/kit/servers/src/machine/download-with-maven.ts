import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { addressVariables } from '../address-variables.ts'
import { serviceNames } from '../server.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { ArtifactSet } from './artifacts.ts'
import { cacheFolder } from './cache-folder.ts'

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
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch (error) {
    throw describeFailure(set, error as NodeJS.ErrnoException & { stdout?: string })
  } finally {
    await rm(project, { recursive: true, force: true })
  }
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
  set: ArtifactSet,
  cause: NodeJS.ErrnoException & { stdout?: string },
): Error {
  const name = serviceNames[set.service]
  const alternatives = {
    postgres: '',
    redis: ', or redis-server 7 or later,',
    kafka: '',
  }[set.service]
  const variable = addressVariables[set.service]
  const isMissing = cause.code === 'ENOENT'
  const firstError = /^\[ERROR\] (\S.*)$/m.exec(cause.stdout ?? '')?.[1]
  return new ServerUnavailableError({
    service: set.service,
    source: 'embedded',
    problem: isMissing
      ? `Cannot fetch ${name}: mvn is not on the PATH`
      : `Cannot fetch ${name} with mvn: ${firstError ?? cause.message}`,
    remedy: isMissing
      ? `${installCommand('maven')}${alternatives} or set ${variable}`
      : `check the network and Maven's settings, or set ${variable}`,
    cause,
  })
}

export function installCommand(packageName: string): string {
  return process.platform === 'darwin'
    ? `brew install ${packageName}`
    : `sudo apt-get install ${packageName}`
}
