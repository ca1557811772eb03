import { boundText } from '@lab/servers/bound-text'

/** Cuts the message of an error, which may be of any length, to what a page can show. */
export function shortText(text: string): string {
  return boundText(text, 4_000)
}
