import { scanWords } from './parse-sql.ts'

/** What statements may do through functions, views and expressions that people made. */
export interface HiddenEffects {
  /** Change the schema, or run a text that is put together. */
  changeSchema: boolean
  /** Tell other sessions to give up. */
  signal: boolean
  /** Leave something in the session that outlives the transaction. */
  leaveSomething: boolean
  /** Ask which number of a sequence their session took last. */
  askLastNumber: boolean
}

const schemaWords = new Set(
  'create alter drop execute comment grant revoke reindex cluster refresh import security'.split(
    ' ',
  ),
)
const signalWords = new Set(['pg_cancel_backend', 'pg_terminate_backend'])
const numberWords = new Set(['currval', 'lastval'])
const leavingWords = new Set(
  'reset discard set_config prepare listen temp temporary pg_temp hold ts_stat ts_rewrite'.split(
    ' ',
  ),
)
// Those that end in `_to_xml…` run a text, or read views.
const leavingStarts =
  'pg_advisory_lock pg_try_advisory_lock dblink query_to_xml cursor_to_xml table_to_xml schema_to_xml database_to_xml'.split(
    ' ',
  )

/**
 * Reads what texts may do from their words; what cannot be read may do anything.
 *
 * @param texts In SQL or PL/pgSQL.
 * @param known.isComplete Whether these are all sources.
 * @param known.hides Whether something is done that stands in none of them, as by a rule.
 */
export function hiddenEffects(
  texts: readonly string[],
  { isComplete, hides }: { isComplete: boolean; hides: boolean },
): HiddenEffects {
  const scanned = texts.map(scanWords)
  if (!isComplete || scanned.includes(undefined)) {
    return { changeSchema: true, signal: true, leaveSomething: true, askLastNumber: true }
  }
  const all = scanned as string[][]
  const some = (words: ReadonlySet<string>) =>
    all.some((own) => own.some((word) => words.has(word)))
  const runsText = some(new Set(['execute']))
  return {
    changeSchema: some(schemaWords),
    signal: some(signalWords) || (runsText && texts.some((text) => text.includes('_backend'))),
    askLastNumber: runsText || some(numberWords),
    leaveSomething: hides || runsText || some(leavingWords) || all.some(leavesByName),
  }
}

function leavesByName(words: readonly string[]): boolean {
  return setsSomething(words) || words.some(mayLeaveByName)
}

/** Whether a function of PostgreSQL may leave something in its session. */
export function mayLeaveByName(name: string): boolean {
  return leavingWords.has(name) || leavingStarts.some((start) => name.startsWith(start))
}

/** Whether there is a `set` that is no part of an `update`. */
function setsSomething(words: readonly string[]): boolean {
  let isUpdate = false
  for (const word of words) {
    if (word === 'update') isUpdate = true
    else if (startsStatement.has(word)) isUpdate = false
    else if (word === 'set' && !isUpdate) return true
  }
  return false
}

const startsStatement = new Set([';', 'begin', 'then', 'else', 'loop', '>>'])
