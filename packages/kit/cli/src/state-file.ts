import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface StateFile<Value> {
  read(): Record<string, Value>
  update(change: (state: Record<string, Value>) => Record<string, Value>): void
}

/** A small JSON file; it is read at each use, because another terminal may write to it too. */
export function openStateFile<Value>(file: string): StateFile<Value> {
  const read = (): Record<string, Value> => {
    if (!existsSync(file)) return {}
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Value>
    } catch {
      // What cannot be read must not be overwritten: it is put aside for a look.
      renameSync(file, `${file}.unreadable`)
      return {}
    }
  }
  return {
    read,
    update(change) {
      const state = change(read())
      mkdirSync(dirname(file), { recursive: true })
      const building = `${file}.${process.pid}`
      writeFileSync(building, `${JSON.stringify(state, undefined, 2)}\n`)
      renameSync(building, file)
    },
  }
}
