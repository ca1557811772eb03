import type { Moment } from '@lab/conductor'
import { boundText } from '@lab/servers/bound-text'
import type { JudgeEvent } from './judge-events.ts'

const mostCharacters = 2_000

/**
 * Cuts every text of an event. An answer makes texts of any size, and who asked for the judgement
 * gets, keeps and draws them: a page stands still over a message of 50 MB.
 */
export function boundEvent(event: JudgeEvent): JudgeEvent {
  if (event.type !== 'found' || event.finding.holds) return boundTexts(event)
  const { timeline } = event.finding
  if (timeline === undefined) return boundTexts(event)
  const moments = timeline.moments.map(withPlainValue)
  return boundTexts({ ...event, finding: { ...event.finding, timeline: { ...timeline, moments } } })
}

function boundTexts<Data>(data: Data): Data
function boundTexts(data: unknown): unknown {
  if (typeof data === 'string') return boundAgain(data)
  if (Array.isArray(data)) return data.map((each) => boundTexts<unknown>(each))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([name, each]) => [name, boundTexts(each)]))
}

/** The conductor cuts as well, later than here: then its note says how much there was. */
function boundAgain(text: string): string {
  const note = text.length > mostCharacters && /\.\.\. \([\d,]+ characters\)$/.exec(text)?.[0]
  return note
    ? text.slice(0, mostCharacters).toWellFormed() + note
    : boundText(text, mostCharacters)
}

/** What an actor returned may be anything: a large one becomes the beginning of its JSON. */
function withPlainValue(moment: Moment): Moment {
  if (moment.type !== 'finished') return moment
  return { ...moment, value: plainValue(moment.value) }
}

function plainValue(value: unknown): unknown {
  try {
    const json = JSON.stringify(value) as string | undefined
    if (json === undefined || typeof value === 'string') return value
    return json.length > mostCharacters ? json : (JSON.parse(json) as unknown)
  } catch {
    return 'a value that is no JSON'
  }
}
