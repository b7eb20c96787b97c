import { serveSlices } from '../../src/billing/cutover/serve.ts'
import { SWITCHES, type Switch } from '../../src/billing/cutover/switches.ts'
import { connectBilling } from '../support/sandbox.ts'
import { describeConformance } from './describe.ts'
import { startReference } from './reference-subject.ts'

const ALL: readonly Switch[] = Object.keys(SWITCHES).filter((name): name is Switch => name in SWITCHES)

describeConformance('reference, with every part served by another billing', () =>
  startReference((sandbox) => {
    const other = connectBilling(sandbox)
    return serveSlices(connectBilling(sandbox), new Map(ALL.map((name) => [name, other])))
  }),
)
