import type { Tree, TreeNode } from './events.ts'
import { treeColumns, valueText } from './tree-columns.ts'

/** Tells a tree a node a line, for a reader who does not see its guides: `level 2: Hash; actual rows 100`. */
export function treeWords(tree: Omit<Tree, 'type'>): string[] {
  const columns = treeColumns(tree, 'hidden')
  const words = (node: TreeNode, level: number): string[] => {
    const values = columns.flatMap(({ name, unit, index }) => {
      const value = valueText(node.values[index])
      return value === '' ? [] : [[name, value, unit].filter(Boolean).join(' ')]
    })
    const parts = [node.label, ...values, ...(node.detail ?? []), node.mark ?? '']
    return [
      `level ${level}: ${parts.filter((part) => part !== '').join('; ')}`,
      ...node.children.flatMap((child) => words(child, level + 1)),
    ]
  }
  return words(tree.root, 1)
}
