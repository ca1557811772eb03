import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readText } from './read-text.ts'

/** One exercise: the folder `kata/<id>` of a concept. */
export interface Kata {
  /** Unique in the whole lab, such as `last-ticket`. */
  id: string
  folder: string
  title: string
  minutes: number
  /** Markdown. */
  prompt: string
  /** The prompt as an interviewer puts it, without the analysis. */
  interview: string
  /** From light to heavy. */
  hints: string[]
  followUps: FollowUp[]
  mutants: Mutant[]
}

export interface FollowUp {
  question: string
  answer: string
}

/** A wrong answer that people really give. */
export interface Mutant {
  file: string
  /** The fact that it breaks, and the only one. */
  fails: string
}

/**
 * Reads the katas of a concept, in the order of their names.
 *
 * @throws {TypeError} If one lacks a file or a section, or has an empty hint.
 */
export function readKatas(conceptFolder: string): Kata[] {
  const parent = join(conceptFolder, 'kata')
  if (!existsSync(parent)) return []
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readKata(join(parent, entry.name)))
    .toSorted((one, other) => one.id.localeCompare(other.id))
}

function readKata(folder: string): Kata {
  const id = basename(folder)
  const require = <Value>(value: Value | undefined, what: string): Value => {
    if (value === undefined || value === '') throw new TypeError(`Cannot read kata ${id}: ${what}`)
    return value
  }
  for (const file of ['README.md', 'problem.ts', 'solution.ts', 'facts.ts', 'mutants']) {
    require(existsSync(join(folder, file)) || undefined, `${file} is missing`)
  }
  const text = readText(join(folder, 'README.md'))
  const section = (heading: string) =>
    require(readSection(text, heading), `README.md has nothing below "## ${heading}"`)
  const hints = listItems(section('Hints'), /^\d+\. ?/)
  require(hints.every((hint) => hint !== '') || undefined, 'a hint is empty')
  return {
    id,
    folder,
    title: require(/^# (.+)$/m.exec(text)?.[1], 'README.md has no title'),
    minutes: Number(
      require(/^Time: ([1-9]\d{0,2}) minutes\.$/m.exec(
        text,
      )?.[1], 'README.md has no line "Time: 15 minutes."'),
    ),
    prompt: section('Prompt'),
    interview: section('As an interviewer puts it'),
    hints,
    followUps: readQuestions(section('Follow-up questions')),
    mutants: readdirSync(join(folder, 'mutants'))
      .filter((name) => name.endsWith('.ts'))
      .toSorted()
      .map((name) => {
        const file = join(folder, 'mutants', name)
        const fails = /^\/\/ Fails: (.+)$/m.exec(readText(file))?.[1]
        return { file, fails: require(fails, `mutants/${name} must begin with "// Fails: <fact>"`) }
      }),
  }
}

/** Takes what stands below a heading of the second level. */
export function readSection(markdown: string, heading: string): string | undefined {
  const sections = markdown.split(/^## /m)
  const own = sections.find((section) => section.startsWith(`${heading}\n`))
  return own?.slice(heading.length).trim()
}

/** Reads a list of `- *Question?* Answer`. */
export function readQuestions(list: string): FollowUp[] {
  return listItems(list, /^- /).flatMap((item) => {
    const [, question, answer] = /^\*(.+?)\*\s+([\s\S]+)$/.exec(item) ?? []
    return question === undefined || answer === undefined ? [] : [{ question, answer }]
  })
}

/** The items of a Markdown list; what is indented belongs to the item above it. */
function listItems(list: string, marker: RegExp): string[] {
  const items: string[] = []
  for (const line of list.split('\n')) {
    if (marker.test(line)) items.push(line.replace(marker, ''))
    else if (items.length > 0) items.push(`${items.pop()}\n${line.trim()}`)
  }
  return items.map((item) => item.trim())
}
