import { createCrm } from '../../src/billing/crm/index.ts'
import { contractsOf, joinHelpdesk } from '../../src/billing/mixed/join.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import { startCrmDouble } from '../doubles/crm.ts'
import { startSubject as startLanbilling } from './lanbilling-subject.ts'
import { countHelpdesk, describeHelpdesk, HELPDESK_ABILITIES, spoilHelpdesk } from './mixed-helpdesk.ts'
import type { ConformanceSubject, Office, Samples } from './subject.ts'

/** The double of a LANBilling for accounts, money and services, and one of a CRM for tickets: joined by contract numbers. */
export async function startSubject(): Promise<ConformanceSubject> {
  const lan = await startLanbilling()
  const accounts = await lan.books.accounts()
  const numbers = new Map(accounts.map(({ id, number }) => [id, number]))
  const contracts = accounts.map(({ number }) => ({ number, name: 'Иванова Мария', phone: null }))
  const crm = await startCrmDouble({ at: await lan.now(), contracts })
  const opened: { close(): Promise<void> }[] = []
  /** Calls of the helpdesk before the last reset. */
  let seenBefore = 0

  function join(billing: BillingSystem, timeoutMs = 5_000): BillingSystem {
    const limits = { timeoutMs, maxConcurrency: 8 }
    const helpdesk = createCrm({ url: `${crm.url}/api`, token: crm.token, ...limits, contracts: contractsOf(billing) })
    opened.push(helpdesk)
    return joinHelpdesk(billing, helpdesk)
  }

  const numberOf = (id: string) => numbers.get(id) ?? ''
  const idOf = (number: string) => [...numbers].find(([, one]) => one === number)?.[0] ?? ''
  const { office, faults, calls, connections } = lan
  const joined: Office = {
    ...office,
    async openAccount() {
      const account = await office?.openAccount?.()
      if (account === undefined) throw new Error('no account can be opened')
      numbers.set(account.id, account.number)
      crm.desk.addCustomer({ number: account.number, name: 'Новикова Вера', phone: null })
      return account
    },
    openTicket: ({ accountId, subject, text }) =>
      void crm.desk.openTicket({ contract: numberOf(accountId), category: 'fault', subject, text }),
    async advanceClock(milliseconds) {
      await office?.advanceClock?.(milliseconds)
      crm.clock.advance(milliseconds)
    },
  }
  return {
    ...lan,
    billing: join(lan.billing),
    books: { ...lan.books, ...describeHelpdesk(crm, { numberOf, idOf }) },
    office: joined,
    samples: { ...withoutHelpdesk(lan.samples), foreignSystems: ['crm'] },
    ...(connections && {
      connections: {
        ...connections,
        open: async (settings) => join(await connections.open(settings), settings.timeoutMs),
      },
    }),
    ...(faults && {
      faults: {
        abilities: { ...faults.abilities, ...HELPDESK_ABILITIES },
        cause: (operation, kind, options) =>
          spoilHelpdesk(crm, operation, { kind, options }) ? undefined : faults.cause(operation, kind, options),
        async clear() {
          await faults.clear()
          crm.mend()
        },
      },
    }),
    ...(calls && {
      calls: {
        ...calls,
        of: (operation) => countHelpdesk(crm.calls.slice(seenBefore), operation) ?? calls.of(operation),
        async reset() {
          await calls.reset()
          seenBefore = crm.calls.length
        },
      },
    }),
    async close() {
      await Promise.all(opened.map((one) => one.close()))
      await Promise.all([lan.close(), crm.close()])
    },
  }
}

/** What was said of the helpdesk of the billing itself. */
function withoutHelpdesk(samples: Samples): Samples {
  const { keepsNoRatings: _, writesIntoClosedTickets: __, refusesTicketsOfNobody: ___, ...others } = samples
  return others
}
