import type { LabSource } from '../server.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { LabChoice } from './choose-source.ts'

const said = new Set<string>()

/** Starts from the chosen source, and from the other one, saying so, when that is allowed. */
export async function startFromChoice<T>(
  choice: LabChoice,
  start: (source: LabSource) => Promise<T>,
): Promise<T> {
  const { source, otherwise, note } = choice
  // `lab test` has said it for all the processes that it starts.
  if (note !== undefined && note !== process.env['LAB_SERVERS_SAID']) sayOnce(note)
  try {
    return await start(source)
  } catch (error) {
    if (otherwise === undefined || !(error instanceof ServerUnavailableError)) throw error
    const started = await start(otherwise).catch((cause: unknown) => {
      throw theFirst(error, cause)
    })
    sayOnce(`${error.problem.split('\n')[0]}; ${otherwise} instead (try: ${error.remedy})`)
    return started
  }
}

/** The usual source is the one to mend: a person without Docker need not hear of Docker. */
function theFirst({ service, source, problem, remedy }: ServerUnavailableError, cause: unknown) {
  return new ServerUnavailableError({ service, source, problem, remedy, cause })
}

function sayOnce(line: string): void {
  if (said.has(line)) return
  said.add(line)
  process.stderr.write(`${line}\n`)
}
