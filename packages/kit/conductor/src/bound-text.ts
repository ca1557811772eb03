/** Cuts a text after so many characters, and says how many there were. */
export function boundText(text: string, most: number): string {
  if (text.length <= most) return text
  // The cut may have parted a pair of surrogates.
  const kept = text.slice(0, most).toWellFormed()
  return `${kept}... (${text.length.toLocaleString('en-US')} characters)`
}
