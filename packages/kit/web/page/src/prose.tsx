/** Draws the little Markdown that answers use: paragraphs, lists, code and bold. */
export function Prose({ text }: { text: string }) {
  return (
    <div className="prose">
      {text
        .trim()
        .split(/\n{2,}/)
        .map((part, index) => {
          const items = part.split(/\n(?=- )/)
          if (!items.every((item) => item.startsWith('- '))) return <p key={index}>{spans(part)}</p>
          return (
            <ul key={index}>
              {items.map((item, place) => (
                <li key={place}>{spans(item.slice(2))}</li>
              ))}
            </ul>
          )
        })}
    </div>
  )
}

function spans(text: string) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, index) => {
    if (part.startsWith('`')) return <code key={index}>{part.slice(1, -1)}</code>
    if (part.startsWith('**')) return <strong key={index}>{part.slice(2, -2)}</strong>
    return part
  })
}
