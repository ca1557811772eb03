/** Reads text that may be anything: what is no JSON is undefined, as no JSON value is. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
