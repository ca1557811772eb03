import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import { readAnswer } from './answer-file.ts'

const quietMs = 20

/** Calls back when the file has another content, also where an editor replaces the file. */
export function watchAnswer(file: string, changed: () => void): Disposable {
  let content = readAnswer(file)
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    const now = readAnswer(file)
    if (now === undefined || now === content) return
    content = now
    changed()
  }
  const watcher = watch(dirname(file), (_, name) => {
    if (name !== null && name !== basename(file)) return
    clearTimeout(timer)
    // An editor writes in several strokes.
    timer = setTimeout(look, quietMs)
  })
  return {
    [Symbol.dispose]() {
      clearTimeout(timer)
      watcher.close()
    },
  }
}
