import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, cp, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createDataFolder } from '../machine/data-folder.ts'
import { freePort } from '../machine/free-port.ts'
import type { ChoosePort } from '../machine/free-port.ts'
import { runUnderLifeline } from '../machine/lifeline.ts'
import type { Lifeline } from '../machine/lifeline.ts'
import { startOnFreePort } from '../machine/start-on-free-port.ts'
import type { ProcessOptions } from '../service.ts'
import { kafkaSettings, renderKafkaConfiguration } from './kafka-configuration.ts'
import type { KafkaSettings } from './kafka-configuration.ts'
import { javaEnvironment } from './java.ts'
import { kafkaFiles, kafkaVersion } from './kafka-files.ts'
import type { KafkaFiles } from './kafka-files.ts'
import { probeKafka } from './quiet-kafka.ts'
import type { RunningKafka } from './quiet-kafka.ts'

const terminatedExitCode = 143

export interface KafkaProcessOptions extends ProcessOptions {
  choosePort?: ChoosePort
  /** What makes it another broker than the shared one. */
  member?: KafkaMemberOptions
}

export interface KafkaMemberOptions {
  /** From 1. */
  id: number
  /** Of all members, and of no other cluster: a port that a stopped one had may be given again. */
  clusterId: string
  controllerPort: number
  /** On top of, and in place of, those of the shared broker. */
  settings: KafkaSettings
}

export async function startKafka(options: KafkaProcessOptions): Promise<RunningKafka> {
  const files = await kafkaFiles(options)
  const folder = await createDataFolder(options.name)
  const logs = join(folder.path, 'logs')
  const newArchive = join(folder.path, 'classes.jsa')
  const configuration = join(folder.path, 'server.properties')
  await cp(files.formatted, logs, { recursive: true })
  const { member } = options
  if (member) await rewriteIdentity(logs, member)
  const running = await startOnFreePort({
    service: options.service,
    folder,
    logFile: options.logFile,
    choosePort: options.choosePort,
    async launch(port) {
      await writeFile(
        configuration,
        renderKafkaConfiguration({
          ...kafkaSettings({
            address: '127.0.0.1',
            port,
            controllerPort: member?.controllerPort ?? (await freePort()),
            logs,
          }),
          ...member?.settings,
        }),
      )
      return runUnderLifeline({
        command: files.java,
        args: [...javaArguments(files, newArchive), 'kafka.Kafka', configuration],
        folder: folder.path,
        logFile: options.logFile,
        stopSignal: 'KILL',
        environment: javaEnvironment(),
      })
    },
    async probe(port) {
      await probeKafka(port)
      return { version: kafkaVersion }
    },
  })
  return {
    ...running,
    async stop() {
      if (!existsSync(files.archive))
        await leaveArchive(running.lifeline, newArchive, files.archive)
      await running.lifeline.stop()
    },
  }
}

function javaArguments({ classPath, archive, unpacked }: KafkaFiles, newArchive: string): string[] {
  return [
    '-Xmx256m',
    '-Xms64m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xshare:auto',
    // Else it leaves files in /tmp.
    '-XX:-UsePerfData',
    `-Djava.io.tmpdir=${unpacked}`,
    existsSync(archive)
      ? `-XX:SharedArchiveFile=${archive}`
      : `-XX:ArchiveClassesAtExit=${newArchive}`,
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
    '-Dorg.slf4j.simpleLogger.showDateTime=true',
    '-cp',
    classPath,
  ]
}

/** In the form of Kafka's ids, which begin with no hyphen. */
export function newKafkaId(): string {
  return `A${randomBytes(16).toString('base64url').slice(1)}`
}

// The folder was formatted for node 1, and its ids must be those of no other node.
async function rewriteIdentity(logs: string, member: KafkaMemberOptions): Promise<void> {
  const file = join(logs, 'meta.properties')
  const text = await readFile(file, 'utf8')
  await writeFile(
    file,
    text
      .replace(/^node\.id=.*$/m, `node.id=${member.id}`)
      .replace(/^cluster\.id=.*$/m, `cluster.id=${member.clusterId}`)
      .replace(/^directory\.id=.*$/m, `directory.id=${newKafkaId()}`),
  )
}

// Java writes the archive while it ends in order; one from any other end is not whole.
async function leaveArchive(
  lifeline: Lifeline,
  newArchive: string,
  archive: string,
): Promise<void> {
  await lifeline.kill('SIGTERM')
  if ((await lifeline.waitForExit()) !== terminatedExitCode) return
  const building = `${archive}.${process.pid}`
  await copyFile(newArchive, building)
  await rename(building, archive)
}
