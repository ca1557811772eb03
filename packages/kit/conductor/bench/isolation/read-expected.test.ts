import { describe, expect, it } from 'vitest'
import { parseSpec } from './parse-spec.ts'
import { readExpected } from './read-expected.ts'

const spec = parseSpec(`
  session alice
  step lock { select id, buyer
              from tickets for update; }
  step pay { commit; }
  session bob
  step buy { update tickets set buyer = 'bob'; }
  permutation lock buy pay`)

const printed = `Parsed test spec with 2 sessions

starting permutation: lock buy pay
step lock: select id, buyer
              from tickets for update;
id|buyer
--+-----
 1|     
(1 row)

step buy: update tickets set buyer = 'bob'; <waiting ...>
step pay: commit;
bob: NOTICE:  sold
step buy: <... completed>
ERROR:  could not serialize access
`

describe('readExpected', () => {
  it('says of each step what it replies and which launch it ended after', () => {
    expect(readExpected(printed, spec)).toEqual([
      {
        steps: [
          { endedAfter: 0, reply: ['id|buyer', '1|', '(1 row)'] },
          { endedAfter: 2, reply: ['ERROR:  could not serialize access'] },
          { endedAfter: 2, reply: [] },
        ],
        teardown: [],
        messages: { bob: ['NOTICE:  sold'] },
        stuck: undefined,
      },
    ])
  })

  it('refuses a file whose orders are not those of the specification', () => {
    expect(() => readExpected(printed.replace('lock buy pay', 'lock pay'), spec)).toThrow(
      'Cannot read expected file: order 1 must be "lock buy pay", received "lock pay"',
    )
  })
})
