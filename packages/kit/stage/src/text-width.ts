import { createRequire } from 'node:module'

// Letters, digits, punctuation, arrows, box drawing, the marks of the views: one column each.
const narrow =
  /^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u02FF\u0370-\u03FF\u0400-\u0481\u2010-\u2027\u2190-\u2193\u2500-\u257F\u2588\u25A0-\u25FC\u2713\u2717\u2731]*$/

let stringWidth: ((text: string) => number) | undefined

/** Says how many columns of a terminal a text takes. */
export function textWidth(text: string): number {
  if (narrow.test(text)) return text.length
  // Its tables cost 45 ms to load, which most demos never need.
  stringWidth ??= (
    createRequire(import.meta.url)('string-width') as { default: (text: string) => number }
  ).default
  return stringWidth(text)
}
