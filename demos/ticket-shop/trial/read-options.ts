import { readWholeNumber } from '@lab/servers/whole-number'
import type { DemoOption } from '@lab/stage'
import { omissions } from './omissions.ts'
import type { Omission } from './omissions.ts'
import { faultNames } from './faults.ts'
import type { FaultName } from './faults.ts'

/** What `lab demo ticket-shop` can be told. */
export const options = {
  faults: {
    usual: 'all',
    help: `none, all, or some of ${faultNames.join(', ')}`,
    read: (text: string): readonly FaultName[] =>
      text === 'all' ? faultNames : text === 'none' ? [] : readNames('faults', faultNames, text),
  },
  without: {
    usual: '',
    help: `leaves out some of ${omissions.join(', ')}`,
    read: (text: string): readonly Omission[] =>
      text === '' ? [] : readNames('without', omissions, text),
  },
  seed: {
    usual: '1',
    help: 'decides who buys what',
    read: (text: string) => whole('seed', 999_999, text),
  },
  buyers: {
    usual: '100',
    help: 'how many; they buy in proportion',
    // A tenth of them buy in a second, which is more than two cores sell.
    read: (text: string) => whole('buyers', 1_000, text),
  },
  seconds: {
    usual: '24',
    help: 'how long the faults last together, at least',
    read: (text: string) => whole('seconds', 600, text),
  },
} satisfies Record<string, DemoOption>

function readNames<Name extends string>(
  option: string,
  known: readonly Name[],
  text: string,
): Name[] {
  return text.split(',').map((name) => {
    const found = known.find((one) => one === name)
    if (found !== undefined) return found
    throw new RangeError(`--${option} must be some of ${known.join(', ')}, received "${name}"`)
  })
}

function whole(option: string, to: number, text: string): number {
  const name = `--${option}`
  return readWholeNumber(text, { name, from: 1, to, remedy: `${name} 10` })
}
