import fc from 'fast-check'

// `A`, `B` and `C` stand for keys.
const reads = [
  'get A',
  'lrange A 0 -1',
  'smembers A',
  'zrange A 0 -1 withscores',
  'hgetall A',
  'xrange A - +',
  'xlen A',
  'type A',
  'exists A B',
  'mget A B',
  'strlen A',
  'lcs A B',
  'sort_ro A by B* get #',
  'sort A by nosort get C',
  'geosearch A fromlonlat 1 1 byradius 1000 km',
  'object encoding A',
  'zinter 2 A B',
  'dbsize',
  'keys *',
  'ping',
  'echo A',
  'bitfield_ro A get u8 0',
  'xread streams A 0',
  'xinfo groups A',
  'pfcount A',
  'getex A',
]
const writes = [
  'set A 7',
  'set A 8 nx',
  'set A 9 get',
  'set A 9 ex 1000',
  'getset A 5',
  'getdel A',
  'incrby A 3',
  'append A x',
  'setrange A 1 zz',
  'setnx A 4',
  'bitfield A incrby u8 0 9',
  'mset A 1 B 2',
  'msetnx A 1 B 2',
  'rename A B',
  'renamenx A B',
  'copy A B',
  'copy A B replace',
  'copy A B db OTHER',
  'move A OTHER',
  'del A',
  'unlink A B',
  'expire A 1000',
  'persist A',
  'lpush A 1 2',
  'rpush A 3',
  'lpop A',
  'rpop A',
  'lmove A B left right',
  'rpoplpush A B',
  'linsert A before 2 9',
  'ltrim A 0 0',
  'lmpop 2 A B left',
  'sadd A 1 2',
  'srem A 1',
  'smove A B 1',
  'sinterstore A B C',
  'sunionstore A B C',
  'zadd A 3 m 4 n',
  'zincrby A 2 m',
  'zpopmin A',
  'zunionstore A 2 B C',
  'zrangestore A B 0 0',
  'geoadd A 1 1 m',
  'geosearchstore A B fromlonlat 1 1 byradius 1000 km',
  'georadius A 1 1 1000 km store B',
  'hset A f 1',
  'hincrby A f 2',
  'hdel A f',
  'sort A store B',
  'sort A alpha limit 0 1 store A',
  'xadd A 1-* f v',
  'xadd A nomkstream 1-* f v',
  'xdel A 1-0',
  'xtrim A maxlen 1',
  'xgroup create A g 0',
  'xgroup create A g 0 mkstream',
  'xreadgroup group g x streams A >',
  'xack A g 1-0',
  'xautoclaim A g y 0 0',
  'pfadd A x',
  'pfmerge A B',
  'flushdb',
  'swapdb HERE OTHER',
]
const blocking = [
  'blpop A 0',
  'blpop A 9',
  'bzmpop 9 2 A B min',
  'xread block 900 streams A $',
  'blpop A B 0',
  'brpop A 0',
  'blmove A B left right 0',
  'brpoplpush A B 0',
  'blmpop 0 2 A B right',
  'bzpopmin A 0',
  'xread block 0 streams A $',
  'xread block 0 streams A B 0 0',
  'xreadgroup group g x block 0 streams A >',
]
// A script names its keys as it likes.
const scripts = [
  `eval "return redis.pcall('append', string.lower('A'), 's')" 0`,
  `eval "return redis.pcall('incrby', ARGV[1], 2)" 1 B A`,
  `eval "if redis.pcall('exists', KEYS[1]) == 1 then return redis.pcall('del', KEYS[1]) end" 1 A`,
  `eval "return redis.pcall('lpush', KEYS[1] .. '', 5)" 1 A`,
  `eval "redis.call('select', ARGV[1]) return redis.pcall('set', ARGV[2], 6)" 0 OTHER A`,
  `eval_ro "return redis.pcall('get', ARGV[1])" 1 B A`,
]
const wrong = ['set A', 'nonsense A', 'incrby A x', 'get', 'select 100000']

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

const setups: readonly string[][] = [
  ['set KEY 5'],
  ['rpush KEY 2 1'],
  ['sadd KEY 1 3'],
  ['zadd KEY 1 m 2 k'],
  ['geoadd KEY 1 1 k'],
  ['hset KEY f 4'],
  ['xadd KEY 1-0 f v', 'xgroup create KEY g $'],
  ['set KEY 5 ex 500'],
  [],
]
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
