import { memo } from 'react'
import type { Token } from './highlight.ts'

/** One line of code, coloured as soon as its colours are known. */
export const CodeLine = memo(function CodeLine({
  text,
  tokens,
}: {
  text: string
  tokens: Token[] | undefined
}) {
  return (
    <code>
      {tokens === undefined || tokens.length === 0
        ? text || ' '
        : tokens.map((token, index) => (
            <span key={index} style={{ color: token.colour }}>
              {token.text}
            </span>
          ))}
    </code>
  )
})
