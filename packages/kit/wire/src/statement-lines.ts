const mostLines = 10
const longest = 120

/**
 * Lists statements for a person: those of one shape on one line, with their count. Texts that
 * differ only in numbers and quoted strings have one shape.
 */
export function statementLines(statements: readonly string[]): string[] {
  const shapes = [...Map.groupBy(statements, shapeOf)]
  const width = Math.max(...shapes.map(([, alike]) => String(alike.length).length))
  const lines = shapes.slice(0, mostLines).map(([shape, alike]) => {
    const text = alike.every((one) => one === alike[0]) ? onOneLine(alike[0]!) : shape
    const shown = text.length > longest ? `${text.slice(0, longest)}...` : text
    return `  ${String(alike.length).padStart(width)} × ${shown}`
  })
  const left = shapes.length - lines.length
  return [...lines, ...(left > 0 ? [`  and ${left} more`] : [])]
}

function onOneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

function shapeOf(text: string): string {
  return onOneLine(text)
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/(?<![\w$.])\d+(?:\.\d+)?/g, '?')
}
