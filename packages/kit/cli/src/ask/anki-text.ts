import { proofText } from '../claims/claims-text.ts'
import { markdownSpans } from '../markdown-spans.ts'
import type { QuestionCard } from './cards.ts'

export interface AnkiCard extends QuestionCard {
  /** The area of its concept. */
  area: string
}

// https://docs.ankiweb.net/importing/text-files.html#file-headers
const headers = [
  '#separator:tab',
  '#html:true',
  '#notetype:Basic',
  '#guid column:1',
  '#deck column:2',
  '#tags column:5',
]

/**
 * Writes cards as a text that Anki imports: a deck for each area, a tag for each concept. A card
 * keeps its guid, so that a second import changes it instead of adding another one.
 */
export function ankiText(cards: readonly AnkiCard[]): string {
  const lines = cards.map((card) => {
    const { id, area, concept, question, answer, proof } = card
    const shown = proof === undefined ? '' : `<p><code>${escaped(proofText(proof))}</code></p>`
    const fields = [
      `backend-lab/${id}`,
      `Backend Lab::${area}`,
      spansHtml(question),
      `${markdownHtml(answer)}${shown}`,
      `backend-lab::${area}::${concept}`,
    ]
    return fields.map(quoted).join('\t')
  })
  return `${[...headers, ...lines].join('\n')}\n`
}

/** As CSV has it: a field with a quote, a tab or a line break stands in quotes. */
function quoted(field: string): string {
  return /["\t\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}

function markdownHtml(markdown: string): string {
  return markdown
    .split(/^```\w*\n([\s\S]*?)^```$/m)
    .flatMap((piece, index) =>
      // What a pattern captures comes between what it divides.
      index % 2 === 1 ? [`<pre>${escaped(piece.trimEnd())}</pre>`] : paragraphs(piece),
    )
    .join('')
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const items = part.split(/\n(?=- )/)
      if (!items.every((item) => item.startsWith('- '))) return `<p>${spansHtml(part)}</p>`
      return `<ul>${items.map((item) => `<li>${spansHtml(item.slice(2))}</li>`).join('')}</ul>`
    })
}

function spansHtml(text: string): string {
  return markdownSpans(text.replace(/\n\s*/g, ' '))
    .map(({ text: part, is }) => {
      if (is === 'code') return `<code>${escaped(part)}</code>`
      return is === 'strong' ? `<b>${escaped(part)}</b>` : escaped(part)
    })
    .join('')
}

function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
  return text.replace(/[&<>]/g, (character) => names[character]!)
}
