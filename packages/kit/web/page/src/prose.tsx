import { linkTo } from './route.ts'

/** Draws the little Markdown that answers use: paragraphs, lists, code and bold. */
export function Prose({ text }: { text: string }) {
  return (
    <div className="prose">
      {text
        .trim()
        .split(/^```\w*\n([\s\S]*?)^```$/m)
        .flatMap((piece, index) =>
          // What a pattern captures comes between what it divides.
          index % 2 === 1
            ? [
                <pre key={index} tabIndex={0}>
                  <code>{piece.trimEnd()}</code>
                </pre>,
              ]
            : paragraphs(piece, index),
        )}
    </div>
  )
}

function paragraphs(text: string, place: number) {
  return text
    .trim()
    .split(/\n{2,}/)
    .filter((part) => part !== '')
    .map((part, index) => {
      const key = `${place} ${index}`
      const items = part.split(/\n(?=- )/)
      if (!items.every((item) => item.startsWith('- '))) return <p key={key}>{spans(part)}</p>
      return (
        <ul key={key}>
          {items.map((item, nth) => (
            <li key={nth}>{spans(item.slice(2))}</li>
          ))}
        </ul>
      )
    })
}

/** Draws code, bold and links to other concepts inside of a sentence. */
export function spans(text: string) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(\.\.\/[\w-]+\))/).map((part, index) => {
    if (part.startsWith('`')) return <code key={index}>{part.slice(1, -1)}</code>
    if (part.startsWith('**')) return <strong key={index}>{part.slice(2, -2)}</strong>
    const [, name, concept] = /^\[(.+)\]\(\.\.\/(.+)\)$/.exec(part) ?? []
    if (concept === undefined) return part
    return (
      <a key={index} href={linkTo(concept)}>
        {name}
      </a>
    )
  })
}
