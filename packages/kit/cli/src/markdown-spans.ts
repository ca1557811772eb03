/** A piece of a sentence, without the marks that say what it is. */
export interface MarkdownSpan {
  text: string
  is: 'plain' | 'code' | 'strong'
}

/** Divides a sentence into code, bold and the rest; of a link its text, and its address on the web. */
export function markdownSpans(text: string): MarkdownSpan[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\))/)
    .filter((part) => part !== '')
    .map((part) => {
      if (/^`.+`$/s.test(part)) return { text: part.slice(1, -1), is: 'code' }
      if (/^\*\*.+\*\*$/s.test(part)) return { text: part.slice(2, -2), is: 'strong' }
      const [, name, target = ''] = /^\[(.+)\]\((.+)\)$/s.exec(part) ?? []
      if (name === undefined) return { text: part, is: 'plain' }
      return { text: /^https?:/.test(target) ? `${name} (${target})` : name, is: 'plain' }
    })
}
