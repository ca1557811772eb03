import type { ReactElement } from 'react'

type Cell = string | number

export interface TableViewProps {
  /** Names the region in which the table is scrolled where it is too wide. */
  label: string
  caption: ReactElement
  columns: readonly string[]
  rows: readonly (readonly Cell[])[]
  /** Whether a cell is set as a number. */
  isNumber(cell: Cell): boolean
}

/** Draws a table that can be scrolled by keyboard. */
export function TableView({ label, caption, columns, rows, isNumber }: TableViewProps) {
  return (
    <div className="table" tabIndex={0} role="region" aria-label={label}>
      <table>
        {caption}
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) => (
                <td key={place} className={isNumber(cell) ? 'number' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
