import type { Reader } from '../../environment.ts'
import type { Variable } from '../../variables.ts'
import { createCrm } from '../crm/index.ts'
import { lanbillingModule } from '../lanbilling/module.ts'
import type { BillingModule, BillingTools, ConfiguredBilling } from '../module.ts'
import type { BillingSystem } from '../port.ts'
import { contractsOf, joinHelpdesk } from './join.ts'

const OF_THE_CRM: readonly Variable[] = [
  {
    name: 'CRM_URL',
    fallback: 'none',
    meaning: 'base address of the CRM that keeps the tickets, such as `https://crm.example/api`; required',
  },
  { name: 'CRM_TOKEN', fallback: 'none', meaning: 'what the CRM lets the gateway in by (`X-Api-Token`); required' },
  { name: 'CRM_TIMEOUT_MS', fallback: '5000', meaning: 'longest wait for one call of the CRM, 100 to 60000' },
  { name: 'CRM_MAX_CONCURRENCY', fallback: '8', meaning: 'most calls at once to the CRM, 1 to 256' },
]

/** The helpdesk of the billing itself is not asked. */
const HELPDESK = ['LANBILLING_TICKET_CLASSES', 'LANBILLING_TICKET_STATUSES']

/** LANBilling for accounts, money and services, and a CRM of other ids for tickets. */
export const mixedModule: BillingModule = {
  name: 'mixed',
  variables: [...lanbillingModule.variables.filter(({ name }) => !HELPDESK.includes(name)), ...OF_THE_CRM],
  configure(read, gateway): ConfiguredBilling {
    const billing = lanbillingModule.configure(withoutHelpdesk(read), gateway)
    const helpdesk = readCrm(read)
    return {
      usesSandbox: false,
      connect(tools) {
        const system = billing.connect(tools, null)
        return joinHelpdesk(system, openCrm(helpdesk, { system, tools }))
      },
    }
  },
}

/** Two helpdesks would be one too many, and nobody could tell which of them somebody has written to. */
function withoutHelpdesk(read: Reader): Reader {
  for (const name of HELPDESK) {
    if (read.has(name))
      read.mistake(
        name,
        'describes a helpdesk that is not asked: with BILLING_MODULE=mixed tickets are kept by the CRM',
      )
  }
  return {
    ...read,
    has: (name) => !HELPDESK.includes(name) && read.has(name),
    text: (name, fallback) => (HELPDESK.includes(name) ? fallback : read.text(name, fallback)),
  }
}

function readCrm(read: Reader) {
  const url = read.httpUrl('CRM_URL')
  if (!read.has('CRM_URL')) read.missing('CRM_URL', 'the address of the CRM that keeps the tickets')
  if (!read.has('CRM_TOKEN')) read.missing('CRM_TOKEN', 'the CRM lets nobody in without one')
  return {
    url: url ?? '',
    token: read.text('CRM_TOKEN', ''),
    timeoutMs: read.integer('CRM_TIMEOUT_MS', { fallback: 5_000, min: 100, max: 60_000 }),
    maxConcurrency: read.integer('CRM_MAX_CONCURRENCY', { fallback: 8, min: 1, max: 256 }),
  }
}

function openCrm(
  options: ReturnType<typeof readCrm>,
  { system, tools }: { readonly system: BillingSystem; readonly tools: BillingTools },
) {
  const { onCall, onOddity } = tools
  return createCrm({ ...options, contracts: contractsOf(system), onCall, onOddity })
}
