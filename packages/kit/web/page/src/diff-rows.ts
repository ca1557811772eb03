import { diffLines } from 'diff'

export interface DiffLine {
  /** From 1. */
  number: number
  text: string
}

/** One row of two texts side by side: the same line twice, or what stands there instead. */
export interface DiffRow {
  isSame: boolean
  left: DiffLine | undefined
  right: DiffLine | undefined
}

export interface UnifiedRow {
  sign: 'same' | 'removed' | 'added'
  left: DiffLine | undefined
  right: DiffLine | undefined
}

/** Puts two texts beside each other, line by line. */
export function diffRows(left: string, right: string): DiffRow[] {
  const rows: DiffRow[] = []
  let removed: DiffLine[] = []
  let added: DiffLine[] = []
  const next = { left: 1, right: 1 }
  const close = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index++) {
      rows.push({ isSame: false, left: removed[index], right: added[index] })
    }
    removed = []
    added = []
  }
  for (const change of diffLines(`${left.trimEnd()}\n`, `${right.trimEnd()}\n`)) {
    for (const text of change.value.replace(/\n$/, '').split('\n')) {
      if (change.removed) removed.push({ number: next.left++, text })
      else if (change.added) added.push({ number: next.right++, text })
      else {
        close()
        const line = { left: { number: next.left++, text }, right: { number: next.right++, text } }
        rows.push({ isSame: true, ...line })
      }
    }
  }
  close()
  return rows
}

/** The same one below the other: what is removed comes before what is added there. */
export function unifiedRows(rows: readonly DiffRow[]): UnifiedRow[] {
  const unified: UnifiedRow[] = []
  let added: UnifiedRow[] = []
  for (const { isSame, left, right } of rows) {
    if (isSame) {
      unified.push(...added, { sign: 'same', left, right })
      added = []
      continue
    }
    if (left) unified.push({ sign: 'removed', left, right: undefined })
    if (right) added.push({ sign: 'added', left: undefined, right })
  }
  return [...unified, ...added]
}
