/** A file of PostgreSQL's isolation tests, in the grammar of its `specparse.y`. */
export interface Spec {
  setups: string[]
  teardown: string | undefined
  sessions: Session[]
  permutations: Launch[][]
}

export interface Session {
  name: string
  setup: string | undefined
  teardown: string | undefined
  steps: Step[]
}

export interface Step {
  name: string
  session: string
  sql: string
}

/** A step in an order. A marked one may be said to have ended later than it did. */
export interface Launch {
  step: Step
  isMarked: boolean
}

interface Token {
  kind: 'keyword' | 'sql' | 'name' | 'sign'
  text: string
}

/** @throws {SyntaxError} If the text is no specification. */
export function parseSpec(text: string): Spec {
  const tokens = tokensOf(text)
  let at = 0
  const peek = (text: string) => tokens[at]?.kind !== 'name' && tokens[at]?.text === text

  function accept(text: string): boolean {
    if (!peek(text)) return false
    at += 1
    return true
  }

  function take(kind: Token['kind']): string {
    const token = tokens[at++]
    if (token?.kind === kind) return token.text
    throw new SyntaxError(
      `Cannot read specification: token ${at} must be of kind ${kind}, received ${token?.text ?? 'the end'}`,
    )
  }

  const block = (keyword: string) => (accept(keyword) ? take('sql') : undefined)

  function session(): Session {
    const name = take('name')
    const setup = block('setup')
    const steps: Step[] = []
    while (accept('step')) steps.push({ name: take('name'), session: name, sql: take('sql') })
    return { name, setup, steps, teardown: block('teardown') }
  }

  function launch(steps: ReadonlyMap<string, Step>): Launch {
    const name = take('name')
    const step = steps.get(name)
    if (step === undefined) throw new SyntaxError(`Cannot read specification: no step is ${name}`)
    const isMarked = accept('(')
    while (isMarked && !accept(')')) at += 1
    return { step, isMarked }
  }

  const setups: string[] = []
  while (peek('setup')) setups.push(block('setup')!)
  const teardown = block('teardown')
  const sessions: Session[] = []
  while (accept('session')) sessions.push(session())
  const steps = new Map(sessions.flatMap((each) => each.steps).map((step) => [step.name, step]))
  const permutations: Launch[][] = []
  while (accept('permutation')) {
    const launches: Launch[] = []
    while (tokens[at]?.kind === 'name') launches.push(launch(steps))
    permutations.push(launches)
  }
  if (at < tokens.length) take('keyword')
  if (permutations.length === 0) permutations.push(...everyOrder(sessions))
  return { setups, teardown, sessions, permutations }
}

const pattern =
  /(?<space>\s+|#.*)|\{[ \t\r\f]*(?<sql>[^}]*?)[ \t\r\f]*\}|"(?<quoted>(?:[^"\n]|"")*)"|(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(?<sign>[,()*]|\d+)/y
const keywords = new Set(['notices', 'permutation', 'session', 'setup', 'step', 'teardown'])

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < text.length) {
    const from = pattern.lastIndex
    const found = pattern.exec(text)?.groups
    if (found === undefined) {
      throw new SyntaxError(`Cannot read specification: nothing begins with "${text[from]}"`)
    }
    const { sql, quoted, word, sign } = found
    if (sql !== undefined) tokens.push({ kind: 'sql', text: sql })
    else if (quoted !== undefined) tokens.push({ kind: 'name', text: quoted.replaceAll('""', '"') })
    else if (word !== undefined)
      tokens.push({ kind: keywords.has(word) ? 'keyword' : 'name', text: word })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
  }
  return tokens
}

/** Every order of the sessions' steps, as isolationtester runs them when a file lists none. */
function everyOrder(sessions: readonly Session[]): Launch[][] {
  const orders = sessions.flatMap(({ steps: [first, ...rest] }, index) =>
    first === undefined
      ? []
      : everyOrder(sessions.with(index, { ...sessions[index]!, steps: rest })).map((order) => [
          { step: first, isMarked: false },
          ...order,
        ]),
  )
  return orders.length === 0 ? [[]] : orders
}
