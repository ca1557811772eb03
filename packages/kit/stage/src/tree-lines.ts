import type { Tree, TreeNode } from './events.ts'
import type { Line, Role } from './line.ts'
import { line, padLine } from './line.ts'
import { textWidth } from './text-width.ts'
import { treeColumns, valueText } from './tree-columns.ts'
import type { TreeColumn } from './tree-columns.ts'
import { wrapText } from './wrap-text.ts'

interface Drawing {
  width: number
  milliseconds: 'shown' | 'hidden'
}

interface Row {
  node: TreeNode
  /** What stands before its first line, and before those below it. */
  first: string
  below: string
}

const gap = 2
const widest = 100
const narrowestLabel = 28

/**
 * Draws a tree: each node's values in columns beside it, where there is no room on a line below it.
 * Leaves out what is measured where times are left out.
 */
export function treeLines(tree: Omit<Tree, 'type'>, drawing: Drawing): Line[] {
  const width = Math.min(drawing.width, widest)
  const columns = treeColumns(tree, drawing.milliseconds)
  const rows = rowsOf(tree.root, Math.floor(width / 3))
  const widths = columns.map(({ heading, index }) =>
    Math.max(
      ...heading.split(' ').map((word) => textWidth(word)),
      ...rows.map(({ node }) => textWidth(valueText(node.values[index]))),
    ),
  )
  const room = width - widths.reduce((sum, one) => sum + one + gap, 0)
  const isBeside = columns.length === 0 || room >= narrowestLabel
  const label = Math.min(room, longestLabel(rows))
  return [
    ...wrapText(tree.title, drawing.width).map((text) => line(text, 'title')),
    ...(isBeside ? headingLines(columns, label, widths) : []),
    ...rows.flatMap((row) =>
      isBeside ? besideLines(row, columns, widths, label) : belowLines(row, columns, width),
    ),
  ]
}

function longestLabel(rows: Row[]): number {
  const widths = rows.flatMap(({ node, below }) =>
    nodeTexts(node).flatMap(({ text }) =>
      wrapText(text, widest).map((line) => textWidth(below) + textWidth(line)),
    ),
  )
  return Math.max(narrowestLabel / 2, ...widths)
}

function headingLines(columns: TreeColumn[], label: number, widths: number[]): Line[] {
  const headings = columns.map(({ heading }, index) => wrapText(heading, widths[index]!))
  const height = Math.max(0, ...headings.map((pieces) => pieces.length))
  return Array.from({ length: height }, (_, row) => {
    // The last line of each stands on the values.
    const cells = headings.map((pieces) => pieces[row - height + pieces.length] ?? '')
    return beside([], label, cells, widths, 'quiet')
  })
}

function besideLines(row: Row, columns: TreeColumn[], widths: number[], label: number): Line[] {
  const { node } = row
  return nodeTexts(node).flatMap(({ text, role }, part) =>
    wrapText(text, label - textWidth(row.below)).map((piece, index) => {
      const isFirst = part === 0 && index === 0
      const spans: Line = [
        { text: isFirst ? row.first : row.below, role: 'guide' },
        { text: piece, role },
      ]
      const values = columns.map((column) => valueText(node.values[column.index]))
      return isFirst && columns.length > 0 ? beside(spans, label, values, widths, 'plain') : spans
    }),
  )
}

function beside(spans: Line, label: number, values: string[], widths: number[], role: Role): Line {
  const cells = values.map((text, index) => {
    const missing = Math.max(0, widths[index]! - textWidth(text))
    return `${' '.repeat(gap + missing)}${text}`
  })
  return [...padLine(spans, label), { text: cells.join(''), role }]
}

function belowLines(row: Row, columns: TreeColumn[], width: number): Line[] {
  const values = columns.flatMap(({ name, unit, index }) => {
    const text = valueText(row.node.values[index])
    // A value stays on the line of its name.
    return text === ''
      ? []
      : [[name, text, unit].filter(Boolean).join(' ').replaceAll(' ', '\u00a0')]
  })
  const [label, ...more] = nodeTexts(row.node)
  const texts = [
    label!,
    ...(values.length === 0 ? [] : [{ text: values.join(' · '), role: 'plain' as Role }]),
    ...more,
  ]
  return texts.flatMap(({ text, role }, part) =>
    wrapText(text, width - textWidth(row.below)).map((piece, index): Line => [
      { text: part === 0 && index === 0 ? row.first : row.below, role: 'guide' },
      { text: piece.replaceAll('\u00a0', ' '), role },
    ]),
  )
}

function nodeTexts({ label, detail = [], mark }: TreeNode): { text: string; role: Role }[] {
  return [
    { text: label, role: 'actor' },
    ...detail.map((text) => ({ text, role: 'quiet' as Role })),
    ...(mark === undefined ? [] : [{ text: `✗ ${mark}`, role: 'error' as Role }]),
  ]
}

/** The nodes as they are drawn from the top down; guides that would take the room are cut. */
function rowsOf(root: TreeNode, widestGuide: number): Row[] {
  const rows: Row[] = []
  const cut = (guide: string) => guide.slice(-Math.max(3, widestGuide - (widestGuide % 3)))
  const add = (node: TreeNode, own: string, under: string) => {
    rows.push({
      node,
      first: cut(own),
      below: cut(under + (node.children.length > 0 ? '│  ' : '   ')),
    })
    for (const [index, child] of node.children.entries()) {
      const isLast = index === node.children.length - 1
      add(child, `${under}${isLast ? '└─ ' : '├─ '}`, `${under}${isLast ? '   ' : '│  '}`)
    }
  }
  add(root, '', '')
  return rows
}
