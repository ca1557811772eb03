import fc from 'fast-check'
import { blocking, reads, scripts, setups, writes, wrong } from './commands.fixture.ts'

const line = (own: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...own), fc.constantFrom('abc', 'acb', 'bac', 'bca', 'cab', 'cba'))
    .map(([text, keys]) => text.replace(/\b[ABC]\b/g, (name) => keys['ABC'.indexOf(name)]!))

const command = fc.oneof(
  { weight: 6, arbitrary: line(reads) },
  { weight: 10, arbitrary: line(writes) },
  { weight: 2, arbitrary: line(blocking) },
  { weight: 1, arbitrary: line(scripts) },
  { weight: 1, arbitrary: fc.constantFrom('select OTHER', 'select HERE') },
  { weight: 1, arbitrary: line(wrong) },
)
const few = (most: number) => fc.array(command, { minLength: 1, maxLength: most })

const alone = command.map((text) => ({ kind: 'command' as const, text }))
const together = few(2).map((body) => ({ kind: 'pipeline' as const, body }))
const transaction = fc.record({
  kind: fc.constant('transaction' as const),
  /** Keys that are watched before. */
  watch: fc.constantFrom('', 'a', 'b c'),
  /** What the actor does between WATCH and MULTI. */
  between: fc.option(command, { freq: 2, nil: undefined }),
  body: few(2),
  end: fc.constantFrom('exec', 'exec', 'exec', 'discard', 'nothing'),
  /** As one pipeline, or command by command. */
  inOne: fc.boolean(),
})

const part = (isShort: boolean) =>
  isShort
    ? alone
    : fc.oneof(
        { weight: 5, arbitrary: alone },
        { weight: 1, arbitrary: together },
        { weight: 2, arbitrary: transaction },
      )

export type ArbitraryPart = ReturnType<typeof part> extends fc.Arbitrary<infer T> ? T : never

const setup = fc
  .tuple(...['a', 'b', 'c'].map((key) => fc.tuple(fc.constant(key), fc.constantFrom(...setups))))
  .map((each) => each.flatMap(([key, texts]) => texts.map((text) => text.replace('KEY', key))))

/** Programs of two or three actors on three keys. */
export function arbitraryCommands(longest: number) {
  const actor = fc.array(part(false), { minLength: 1, maxLength: longest })
  const short = fc.array(part(true), { minLength: 1, maxLength: 2 })
  return fc.record({
    setup,
    actors: fc.oneof(
      { weight: 3, arbitrary: fc.array(actor, { minLength: 2, maxLength: 2 }) },
      { weight: 1, arbitrary: fc.array(short, { minLength: 3, maxLength: 3 }) },
    ),
    crash: fc.constantFrom(false, false, false, true),
    /** Where the keys are at first; the actors begin in HERE. */
    database: fc.constantFrom('HERE', 'HERE', 'OTHER'),
  })
}

export type ArbitraryCommands =
  ReturnType<typeof arbitraryCommands> extends fc.Arbitrary<infer T> ? T : never
