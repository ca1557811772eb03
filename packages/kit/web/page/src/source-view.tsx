import { CodeLine } from './code-line.tsx'
import './code.css'
import { useHighlighted } from './use-highlighted.ts'

/** Shows a text of code, coloured. */
export function SourceView({ text, file }: { text: string; file: string }) {
  const code = text.trimEnd()
  const tokens = useHighlighted(code, file)
  return (
    <ol className="source" aria-label={file}>
      {code.split('\n').map((line, index) => (
        <li key={index}>
          <CodeLine text={line} tokens={tokens?.[index]} />
        </li>
      ))}
    </ol>
  )
}
