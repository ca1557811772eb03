import type { Tree, TreeNode } from './events.ts'
import { numberText } from './number-text.ts'
import { visibleText } from './visible-text.ts'

export interface TreeColumn {
  name: string
  unit: string
  /** Both, as it stands above a column: `time (ms)`. */
  heading: string
  /** Its place in `values`. */
  index: number
}

/** The columns that are drawn: without what differs from run to run, where that is left out. */
export function treeColumns(
  { columns }: Pick<Tree, 'columns'>,
  measured: 'shown' | 'hidden',
): TreeColumn[] {
  return columns.flatMap(({ name, unit = '', measured: isMeasured = false }, index) => {
    if (isMeasured && measured === 'hidden') return []
    const heading = oneLine(unit === '' ? name : `${name} (${unit})`)
    return [{ name: oneLine(name), unit: oneLine(unit), heading, index }]
  })
}

/** Writes a value of a node; nothing for null. */
export function valueText(value: TreeNode['values'][number] | undefined): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'number' ? numberText(value) : oneLine(value)
}

function oneLine(text: string): string {
  return visibleText(text).replaceAll('\n', ' ')
}
