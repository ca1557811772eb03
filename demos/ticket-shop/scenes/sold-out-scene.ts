import type { Scene } from '@lab/stage'
import type { Servers } from '../trial/open-servers.ts'
import { possibleFaults } from '../trial/faults.ts'
import type { FaultName } from '../trial/faults.ts'
import { runTrial } from '../trial/run-trial.ts'
import type { Report, TrialOptions } from '../trial/run-trial.ts'
import {
  auditTable,
  breakerChart,
  lagChart,
  latencyChart,
  phaseTable,
  statusChart,
} from './show-report.ts'

export type World = {
  postgres: Servers['postgres']
  redis: Servers['redis']
  kafka: Servers['kafka']
  trial: AsyncDisposable &
    Pick<TrialOptions, 'servers' | 'without' | 'seed' | 'buyers' | 'seconds'> & {
      faults: readonly FaultName[]
    }
}

export const soldOutScene: Scene<World> = {
  id: 'sold-out',
  title: 'A concert sells out while everything fails once',
  async play(stage, { trial }) {
    const { without, buyers, servers } = trial
    const { faults, because } = possibleFaults(trial.faults, servers, without)
    const lack = without.length === 0 ? '' : ` The shop runs without ${without.join(' and ')}.`
    await stage.say(
      `${buyers} buyers, one address, and behind it two processes of each kind: API, orchestrator, consumer. The payment provider and the mail provider run in a process of their own.${lack}`,
    )
    for (const why of because) await stage.say(why)
    let done = 0
    const report = await runTrial({
      ...trial,
      faults,
      async onPhase(title) {
        stage.progress({ text: title, done, total: faults.length + 1 })
        done += 1
        await stage.say(`${done}. ${title[0]!.toUpperCase()}${title.slice(1)}.`)
      },
    })
    await stage.table(phaseTable(report))
    await stage.chart(statusChart(report))
    await stage.chart(latencyChart(report))
    await stage.chart(breakerChart(report))
    await stage.chart(lagChart(report))
    await stage.table(auditTable(report))
    const broken = report.audit.promises.filter((promise) => promise.broken !== undefined)
    await stage.verdict({
      way: without.length === 0 ? 'ticket-shop' : `without-${without.join('-')}`,
      promise: 'every seat has one buyer, who pays once',
      claim: without.length === 0 ? 'holds' : 'breaks',
      observed: broken.length === 0 ? 'holds' : 'breaks',
      text:
        broken.length === 0
          ? whatHolds(report.audit.promises)
          : `Broken: ${broken.map(({ text, broken: found }) => `${text} (${found})`).join('; ')}.`,
      numbers: { ...report.audit.numbers, faults: faults.length, broken: broken.length },
    })
  },
}

/** A promise that nothing could break here is not shown by this run. */
function whatHolds(promised: Report['audit']['promises']): string {
  const untested = promised.filter(({ testedBy }) => testedBy.length === 0)
  const all = `All ${promised.length} promises hold: every seat has one buyer, who paid once and has a ticket and a mail.`
  return untested.length === 0
    ? all
    : `${all} ${untested.length} of them were not put to the test: no fault that struck here could break them.`
}
