import { CodeLine } from './code-line.tsx'
import './code.css'
import { diffRows, unifiedRows } from './diff-rows.ts'
import type { DiffLine, DiffRow } from './diff-rows.ts'
import type { Token } from './highlight.ts'
import { useHighlighted } from './use-highlighted.ts'
import { useNarrow } from './use-narrow.ts'

export interface DiffText {
  /** What it is called above its column. */
  name: string
  /** Its ending says the language. */
  file: string
  text: string
}

type Sign = 'same' | 'removed' | 'added'

const signs = { same: ' ', removed: '−', added: '+' }

/** Shows two texts side by side, on a narrow screen one below the other, with what differs marked. */
export function DiffView({ left, right }: { left: DiffText; right: DiffText }) {
  const rows = diffRows(left.text, right.text)
  const leftTokens = useHighlighted(left.text.trimEnd(), left.file)
  const rightTokens = useHighlighted(right.text.trimEnd(), right.file)
  const isNarrow = useNarrow()
  const Rows = isNarrow ? UnifiedRows : BesideRows
  return (
    <div className="diff">
      {rows.every(({ isSame }) => isSame) && <p className="quiet">They are the same.</p>}
      <table className={isNarrow ? 'unified' : 'beside'}>
        <caption className="sr-only">
          {left.name} compared with {right.name}
        </caption>
        <Rows
          rows={rows}
          left={{ name: left.name, tokens: leftTokens }}
          right={{ name: right.name, tokens: rightTokens }}
        />
      </table>
    </div>
  )
}

interface DiffSide {
  name: string
  /** Of each line; undefined until they are known. */
  tokens: Token[][] | undefined
}

interface RowsProps {
  rows: DiffRow[]
  left: DiffSide
  right: DiffSide
}

function UnifiedRows({ rows, left, right }: RowsProps) {
  return (
    <>
      <colgroup>
        <col className="number-column" />
        <col className="number-column" />
        <col className="sign-column" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" colSpan={4}>
            <span className="removed">− {left.name}</span>{' '}
            <span className="added">+ {right.name}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {unifiedRows(rows).map(({ sign, left: from, right: to }, index) => (
          <tr key={index} className={sign}>
            <td className="number">{from?.number}</td>
            <td className="number">{to?.number}</td>
            <LineCells
              sign={sign}
              line={from ?? to}
              tokens={from ? tokensOf(from, left) : tokensOf(to, right)}
            />
          </tr>
        ))}
      </tbody>
    </>
  )
}

function BesideRows({ rows, left, right }: RowsProps) {
  return (
    <>
      <colgroup>
        <col className="number-column" />
        <col className="sign-column" />
        <col />
        <col className="number-column" />
        <col className="sign-column" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" colSpan={3}>
            {left.name}
          </th>
          <th scope="col" colSpan={3}>
            {right.name}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            <BesideCells row={row} side="left" tokens={tokensOf(row.left, left)} />
            <BesideCells row={row} side="right" tokens={tokensOf(row.right, right)} />
          </tr>
        ))}
      </tbody>
    </>
  )
}

function tokensOf(line: DiffLine | undefined, { tokens }: DiffSide): Token[] | undefined {
  return line && tokens?.[line.number - 1]
}

function BesideCells({
  row,
  side,
  tokens,
}: {
  row: DiffRow
  side: 'left' | 'right'
  tokens: Token[] | undefined
}) {
  const line = row[side]
  const sign = row.isSame ? 'same' : side === 'left' ? 'removed' : 'added'
  if (line === undefined) return <td colSpan={3} className="nothing" />
  return (
    <>
      <td className={`number ${sign}`}>{line.number}</td>
      <LineCells sign={sign} line={line} tokens={tokens} />
    </>
  )
}

function LineCells({
  sign,
  line,
  tokens,
}: {
  sign: Sign
  line: DiffLine | undefined
  tokens: Token[] | undefined
}) {
  return (
    <>
      <td className={`sign ${sign}`}>
        <span aria-hidden="true">{signs[sign]}</span>
        {sign !== 'same' && <span className="sr-only">{sign}</span>}
      </td>
      <td className={`line ${sign}`}>
        <CodeLine text={line?.text ?? ''} tokens={tokens} />
      </td>
    </>
  )
}
