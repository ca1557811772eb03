import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Recording } from './recording.ts'

const folderName = '.recording'
const fileName = 'demo.json'

/** Keeps a recording in a concept's folder, where no reader ever finds half of it. */
export function writeRecording(concept: string, recording: Recording): void {
  const folder = join(concept, folderName)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, fileName)
  const half = `${file}.${process.pid}`
  writeFileSync(half, JSON.stringify(recording))
  renameSync(half, file)
}

/** Reads what `writeRecording` has kept; undefined when there is none. */
export function readRecording(concept: string): Recording | undefined {
  try {
    return JSON.parse(readFileSync(join(concept, folderName, fileName), 'utf8')) as Recording
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
