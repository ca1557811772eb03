import type { Launch, Spec } from './parse-spec.ts'
import { withoutPadding } from './story.ts'
import type { Story } from './story.ts'

/** Reads what isolationtester is expected to print: the story of each order. */
export function readExpected(text: string, spec: Spec): Story[] {
  const [, ...parts] = text.split(/^starting permutation: /m)
  return parts.map((part, index) => {
    const [names = '', ...lines] = part.split('\n')
    const launches = spec.permutations[index] ?? []
    const wanted = launches.map(({ step }) => step.name).join(' ')
    if (names.trim().replaceAll('"', '') !== wanted) {
      throw new RangeError(
        `Cannot read expected file: order ${index + 1} must be "${wanted}", received "${names}"`,
      )
    }
    return readStory(lines, launches, spec)
  })
}

function readStory(lines: readonly string[], launches: readonly Launch[], spec: Spec): Story {
  const sessions = new Set(spec.sessions.map(({ name }) => name))
  const story: Story = {
    steps: launches.map(() => ({ reply: [], endedAfter: undefined })),
    teardown: [],
    messages: {},
    stuck: undefined,
  }
  const { steps } = story
  let launched = -1
  let reply: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const [, name, rest] = /^step (\S+): ?(.*)$/.exec(line) ?? []
    const named = (index: number) => launches[index]?.step.name === name?.replaceAll('"', '')
    const [, session, message] = /^([^:]+): ([A-Z]+\b:? .*)$/.exec(line) ?? []
    if (name !== undefined && rest === '<... completed>') {
      const ended = steps.findIndex(
        ({ endedAfter }, index) => named(index) && endedAfter === undefined,
      )
      steps[ended]!.endedAfter = launched
      reply = steps[ended]!.reply
    } else if (name !== undefined && named(launched + 1)) {
      launched += 1
      // The statement is printed as it stands in the file, with its line breaks.
      at += launches[launched]!.step.sql.split('\n').length - 1
      const waits = lines[at]!.endsWith(' <waiting ...>')
      ;({ reply } = steps[launched]!)
      if (!waits) steps[launched]!.endedAfter = launched
      else reply = []
    } else if (sessions.has(session!)) {
      ;(story.messages[session!] ??= []).push(message!)
    } else if (!/^(?:DETAIL|HINT|CONTEXT): /.test(line) && withoutPadding(line) !== '') {
      reply.push(withoutPadding(line))
    }
  }
  return story
}
