// Data may hold anything: an escape sequence in a row must not reach the reader's terminal.
const hidden =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** Writes control characters and invisible ones as escapes, keeps line feeds, makes a tab two spaces. */
export function visibleText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(hidden, (character) =>
      character === '\t' ? '  ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}
