/**
 * Cuts a text that a server, a child process or an answer has made, whatever its size.
 *
 * @param most - Characters that stay, 1 or more.
 * @returns The text, or its beginning and how much there was: `Key (a)=(xxx... (52,428,800 characters)`.
 */
export function boundText(text: string, most: number): string {
  if (text.length <= most) return text
  // The cut may have parted a pair of surrogates.
  const kept = text.slice(0, most).toWellFormed()
  return `${kept}... (${text.length.toLocaleString('en-US')} characters)`
}
