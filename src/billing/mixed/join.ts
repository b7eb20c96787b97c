import { mapBulk } from '../adapter/keyed-rows.ts'
import { assembleBilling } from '../assemble.ts'
import { type Contracts, CRM, type Crm, MAX_CRM_REFERENCE_LENGTH } from '../crm/index.ts'
import type { BillingSystem, IdentityBilling } from '../port.ts'

/** Who asks the system of the accounts for their contract numbers, by which the CRM knows people too. */
export function contractsOf({ accounts }: Pick<BillingSystem, 'accounts'>): Contracts {
  return {
    findNumbers: async (ids, call) => mapBulk(await accounts.findAccounts(ids, call), ({ number }) => number),
    findAccounts: async (numbers, call) => mapBulk(await accounts.findAccountsByNumber(numbers, call), ({ id }) => id),
  }
}

/** One billing out of two systems: all slices of the first, but for tickets. */
export function joinHelpdesk(billing: BillingSystem, crm: Crm): BillingSystem {
  const { capabilities, ...slices } = billing
  return assembleBilling({
    name: 'mixed',
    capabilities: {
      ...capabilities,
      // GET, POST and PATCH /tickets.
      tickets: true,
      // One reference is made for either.
      maxReferenceLength: Math.min(capabilities.maxReferenceLength, MAX_CRM_REFERENCE_LENGTH),
    },
    slices: {
      ...slices,
      tickets: crm.tickets,
      identity: joinIdentities(billing.identity, crm.identity),
      health: {
        async ping(call) {
          await Promise.all([billing.health.ping(call), crm.health.ping(call)])
        },
      },
    },
    shared: [crm, { close: () => billing.close() }],
  })
}

function joinIdentities(billing: IdentityBilling, crm: IdentityBilling): IdentityBilling {
  return {
    findForeignKeys: (system, ids, call) => (system === CRM ? crm : billing).findForeignKeys(system, ids, call),
    remember(accounts) {
      billing.remember(accounts)
      crm.remember(accounts)
    },
  }
}
