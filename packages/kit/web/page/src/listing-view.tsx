import type { StageEvent } from '@lab/stage'
import { CodeLine } from './code-line.tsx'
import './listing.css'
import { useHighlighted } from './use-highlighted.ts'

type Listing = Extract<StageEvent, { type: 'listing' }>
type Line = Listing['lines'][number]

const signs = { added: '+', removed: '−', here: '▸', omitted: '⋮' }
const words = { added: 'added: ', removed: 'removed: ', here: 'here: ', omitted: 'left out: ' }

/** Draws a few lines of code, coloured, with what is added or removed marked. */
export function ListingView({ listing }: { listing: Listing }) {
  const { title, source, language = '', lines } = listing
  // A removed line belongs to another text than those that replace it.
  const before = lines.filter((line) => isCode(line) && line.mark !== 'added')
  const after = lines.filter((line) => isCode(line) && line.mark !== 'removed')
  const beforeTokens = useHighlighted(textOf(before), `.${language}`)
  const afterTokens = useHighlighted(textOf(after), `.${language}`)
  const tokensOf = (line: Line) =>
    line.mark === 'removed'
      ? beforeTokens?.[before.indexOf(line)]
      : afterTokens?.[after.indexOf(line)]
  return (
    <figure className="listing">
      <figcaption>
        {title} {source !== undefined && <code>{source}</code>}
      </figcaption>
      <ol tabIndex={0} aria-label={title === '' ? 'Lines' : title}>
        {lines.map((line, index) => (
          <li key={index} className={line.mark}>
            <span className="number">{line.number}</span>
            <span className="sign" aria-hidden="true">
              {line.mark && signs[line.mark]}
            </span>
            {line.mark && <span className="sr-only">{words[line.mark]}</span>}
            <CodeLine text={line.text} tokens={isCode(line) ? tokensOf(line) : undefined} />
          </li>
        ))}
      </ol>
    </figure>
  )
}

function isCode({ mark }: Line): boolean {
  return mark !== 'omitted'
}

function textOf(lines: Line[]): string {
  return lines.map(({ text }) => text.replaceAll('\n', ' ')).join('\n')
}
