import { watch } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import { basename, dirname } from 'node:path'
import { readAnswer } from './answer-file.ts'

const quietMs = 20
const pollMs = 1_000

/**
 * Calls back when the file has another content, also where an editor replaces the file, and where the
 * file system tells nothing: then within a second or so.
 *
 * @param deleted Hears that the file is gone for longer than an editor takes to replace it.
 */
export function watchAnswer(
  file: string,
  changed: () => void,
  deleted: () => void = () => {},
): Disposable {
  let content = readAnswer(file)
  let missedPolls = 0
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    const now = readAnswer(file)
    if (now === undefined) return
    // One that was said to be gone is judged again, whatever it says now.
    const isBack = missedPolls > 1
    missedPolls = 0
    if (now === content && !isBack) return
    content = now
    changed()
  }
  const watcher = watchFolder(dirname(file), (name) => {
    if (name !== null && name !== basename(file)) return
    clearTimeout(timer)
    // An editor writes in several strokes.
    timer = setTimeout(look, quietMs)
  })
  const polling = setInterval(() => {
    if (readAnswer(file) !== undefined) return look()
    missedPolls += 1
    if (missedPolls === 2) deleted()
  }, pollMs)
  return {
    [Symbol.dispose]() {
      clearTimeout(timer)
      clearInterval(polling)
      watcher?.close()
    },
  }
}

/** Gives nothing where the system has no watch left, as on a machine with many editors. */
function watchFolder(folder: string, heard: (name: string | null) => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, (_, name) => heard(name))
    watcher.on('error', () => watcher.close())
    return watcher
  } catch {
    return undefined
  }
}
