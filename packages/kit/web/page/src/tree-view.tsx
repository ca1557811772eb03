import type { CSSProperties } from 'react'
import type { StageEvent } from '@lab/stage'
import { treeColumns, valueText } from '@lab/stage/tree-columns'
import './table-figure.css'
import './tree.css'

type Tree = Extract<StageEvent, { type: 'tree' }>

/** Draws a tree as a table: a row for each node, further in for each level. */
export function TreeView({ tree }: { tree: Tree }) {
  const columns = treeColumns(tree, 'shown')
  // The roles are said because a narrow page lays the cells out in another way.
  return (
    <figure className="tree">
      <figcaption>{tree.title}</figcaption>
      <table role="table" aria-label={tree.title}>
        {columns.length > 0 && (
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                <span className="sr-only">part</span>
              </th>
              {columns.map(({ heading }, index) => (
                <th key={index} role="columnheader" scope="col" className="number">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody role="rowgroup">
          {nodesOf(tree.root).map(({ node, level }, index) => (
            <tr key={index} role="row" style={{ '--level': Math.min(level, 12) } as CSSProperties}>
              <th role="rowheader" scope="row" className={level === 0 ? undefined : 'child'}>
                <span className="sr-only">level {level + 1}: </span>
                <span>{node.label}</span>
                {node.detail?.map((text, line) => (
                  <span key={line} className="quiet">
                    {text}
                  </span>
                ))}
                {node.mark !== undefined && <span className="mark">✗ {node.mark}</span>}
              </th>
              {columns.map(({ name, unit, index: place }) => (
                <td key={place} role="cell" className="number" data-name={name} data-unit={unit}>
                  {valueText(node.values[place])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

function nodesOf(node: Tree['root'], level = 0): { node: Tree['root']; level: number }[] {
  return [{ node, level }, ...node.children.flatMap((child) => nodesOf(child, level + 1))]
}
