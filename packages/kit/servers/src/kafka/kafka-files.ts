import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { provideArtifacts } from '../machine/artifacts.ts'
import type { ArtifactSet } from '../machine/artifacts.ts'
import { describeCacheFailure } from '../machine/cache-failure.ts'
import { cacheFolder } from '../machine/cache-folder.ts'
import { downloadWithMaven } from '../machine/download-with-maven.ts'
import { withFileLock } from '../machine/file-lock.ts'
import type { OnProgress } from '../server.ts'
import type { StartOptions } from '../service.ts'
import { findJava, javaEnvironment } from './java.ts'
import { kafkaSettings, renderKafkaConfiguration } from './kafka-configuration.ts'

const run = promisify(execFile)

export const kafkaVersion = '4.1.0'

const kafkaArtifacts: Omit<ArtifactSet, 'service'> = {
  name: `kafka-${kafkaVersion}`,
  artifacts: [`org.apache.kafka:kafka_2.13:${kafkaVersion}`, 'org.slf4j:slf4j-simple:1.7.36'],
  dependencies: 'runtime',
  sizeMegabytes: 55,
}

export interface KafkaFiles {
  java: string
  classPath: string
  /** The log folder of a node that has been formatted and never started. */
  formatted: string
  /** Where this Java's class data archive is, or will be. */
  archive: string
  /**
   * Where its libraries for compression unpack their machine code, which Java then runs: else in the
   * temporary folder. Not beside the data, because memory folders may be closed to running code.
   */
  unpacked: string
}

/** Gathers what a broker needs; the first time it fetches the jars and formats a folder. */
export async function kafkaFiles({ service, onProgress }: StartOptions): Promise<KafkaFiles> {
  const java = await findJava()
  const libraries = await provideArtifacts(
    { service, ...kafkaArtifacts },
    downloadWithMaven,
    onProgress,
  )
  const jars = (await readdir(libraries)).filter((file) => file.endsWith('.jar')).sort()
  const classPath = jars.map((jar) => join(libraries, jar)).join(':')
  const cache = cacheFolder('kafka')
  // An archive counts for one Java and one place of the jars only.
  const key = createHash('sha256').update(`${java.version} ${classPath}`).digest('hex').slice(0, 10)
  return {
    java: java.command,
    classPath,
    formatted: await formattedFolder(java.command, classPath, cache, onProgress).catch(
      (error: unknown) => {
        throw describeCacheFailure(service, error)
      },
    ),
    archive: join(cache, `${kafkaVersion}-${key}.jsa`),
    unpacked: cacheFolder('kafka', 'unpacked'),
  }
}

// Kafka's own tool takes two seconds, so that its work is kept and copied.
async function formattedFolder(
  java: string,
  classPath: string,
  cache: string,
  onProgress: OnProgress,
): Promise<string> {
  const formatted = join(cache, `${kafkaVersion}-formatted`)
  if (existsSync(formatted)) return formatted
  return withFileLock(`${formatted}.lock`, async () => {
    if (existsSync(formatted)) return formatted
    onProgress('preparing Kafka, first time only')
    const building = await mkdtemp(join(cache, 'building-'))
    try {
      const logs = join(building, 'logs')
      const configuration = join(building, 'server.properties')
      await writeFile(
        configuration,
        renderKafkaConfiguration(
          kafkaSettings({ address: '127.0.0.1', port: 9092, controllerPort: 9093, logs }),
        ),
      )
      const tool = ['-XX:-UsePerfData', '-cp', classPath, 'kafka.tools.StorageTool', 'format']
      await run(
        java,
        [...tool, '--cluster-id', 'bGFiLWxhYi1sYWItbGFiLQ', '--config', configuration],
        { env: javaEnvironment() },
      )
      await rename(logs, formatted)
    } finally {
      await rm(building, { recursive: true, force: true })
    }
    return formatted
  })
}
