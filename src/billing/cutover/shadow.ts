import type { AccountId } from '../../domain/account.ts'
import { assembleBilling, type Slices } from '../assemble.ts'
import type { ServiceOrderPageKey } from '../order-port.ts'
import type {
  BillingCall,
  BillingSystem,
  Bulk,
  ChargePageKey,
  PaymentPageKey,
  StatementKey,
  TicketPageKey,
} from '../port.ts'
import { type ComparingOptions, createComparing } from './comparing.ts'
import { createAccountJoin } from './join.ts'
import { override } from './override.ts'
import { createReadOnlyBilling } from './read-only.ts'
import { createWatching, type Watching } from './watching.ts'

export interface ShadowOptions extends ComparingOptions {
  /** Tells accounts apart in logs, by id or number, and does not tell which they are. */
  readonly hashAccount: (idOrNumber: AccountId) => string
}

/**
 * A billing whose reads are asked of a second one too, once the first has answered. Whoever asks gets the first answer, at
 * once and whatever becomes of the second. No write ever comes to the second one, nor a login or a password.
 */
export function createShadowed(first: BillingSystem, second: BillingSystem, options: ShadowOptions): BillingSystem {
  const theirs = createReadOnlyBilling(second)
  const join = createAccountJoin({ ours: first.accounts, theirs: theirs.accounts })
  const comparing = createComparing(options)
  const { observer, hashAccount } = options
  const watching = createWatching({ theirs, join }, { comparing, observer, hashAccount, regions: first.regions })
  const { name, capabilities, ...slices } = first
  return assembleBilling({
    name,
    capabilities,
    slices: { ...slices, ...watchSlices({ first, theirs, watching }) },
    shared: [comparing, first, theirs],
  })
}

const NEEDED = ['services', 'tariffs', 'offerings', 'payments', 'statements', 'tickets', 'orders', 'devices'] as const

/** What is never compared, and why, to be said at start. */
export function listNotCompared({ capabilities }: BillingSystem): readonly (readonly [what: string, why: string])[] {
  const missing = [...NEEDED, 'documents' as const, 'promisedPayments' as const].filter((name) => !capabilities[name])
  const byId = 'asked for by ids, which differ'
  return [
    ...missing.map((name) => [name, 'the other billing does not have it'] as const),
    ['single payments, charges, tickets, messages, orders and tariffs, addresses, channels and operators', byId],
    ['pages after the first', byId],
    ['quotes and coverage', byId],
    ['look-ups by reference', 'only the billing that was written to has them'],
    ['logins and passwords', 'they are given to nobody else'],
  ]
}

interface Sides {
  readonly first: BillingSystem
  readonly theirs: BillingSystem
  readonly watching: Watching
}

function watchSlices(sides: Sides): Partial<Slices> {
  return { ...watchAccounts(sides), ...watchBelongings(sides), ...watchMoney(sides), ...watchCatalogue(sides) }
}

type Ask<K, V> = (billing: BillingSystem, keys: readonly K[], call: BillingCall) => Promise<Bulk<K, V>>

/** One read of both sides. */
function both<K, V>({ first, theirs }: Sides, name: string, ask: Ask<K, V>) {
  const [slice = '', method = ''] = name.split('.')
  return {
    read: { slice, method },
    ours: (keys: readonly K[], call: BillingCall) => ask(first, keys, call),
    theirs: (keys: readonly K[], call: BillingCall) => ask(theirs, keys, call),
  }
}

function watchAccounts(sides: Sides): Partial<Slices> {
  const { first, watching } = sides
  return {
    accounts: override(first.accounts, {
      findAccounts: watching.byAccount(
        both(sides, 'accounts.findAccounts', (b, keys: readonly string[], call) => b.accounts.findAccounts(keys, call)),
      ),
      findAccountsByNumber: watching.byNumber(
        both(sides, 'accounts.findAccountsByNumber', (b, keys: readonly string[], call) =>
          b.accounts.findAccountsByNumber(keys, call),
        ),
      ),
    }),
    agreements: override(first.agreements, {
      findAgreements: watching.byAccount(
        both(sides, 'agreements.findAgreements', (b, keys: readonly string[], call) =>
          b.agreements.findAgreements(keys, call),
        ),
      ),
    }),
    profiles: override(first.profiles, {
      findProfiles: watching.byAccount(
        both(sides, 'profiles.findProfiles', (b, keys: readonly string[], call) => b.profiles.findProfiles(keys, call)),
      ),
      findSettings: watching.byAccount(
        both(sides, 'profiles.findSettings', (b, keys: readonly string[], call) => b.profiles.findSettings(keys, call)),
      ),
    }),
  }
}

function watchBelongings(sides: Sides): Partial<Slices> {
  const { first, theirs, watching } = sides
  const can = theirs.capabilities
  return {
    ...(can.devices && {
      devices: override(first.devices, {
        listDevices: watching.byAccount(
          both(sides, 'devices.listDevices', (b, keys: readonly string[], call) => b.devices.listDevices(keys, call)),
        ),
      }),
    }),
    ...(can.documents && {
      documents: override(first.documents, {
        listDocuments: watching.byAccount(
          both(sides, 'documents.listDocuments', (b, keys: readonly string[], call) =>
            b.documents.listDocuments(keys, call),
          ),
        ),
      }),
    }),
    ...(can.tickets && {
      tickets: override(first.tickets, {
        listTickets: watching.byKey(
          both(sides, 'tickets.listTickets', (b, keys: readonly TicketPageKey[], call) =>
            b.tickets.listTickets(keys, call),
          ),
        ),
      }),
    }),
  }
}

function watchMoney(sides: Sides): Partial<Slices> {
  const { first, theirs, watching } = sides
  const can = theirs.capabilities
  return {
    ...(can.payments && {
      payments: override(first.payments, {
        listPayments: watching.byKey(
          both(sides, 'payments.listPayments', (b, keys: readonly PaymentPageKey[], call) =>
            b.payments.listPayments(keys, call),
          ),
        ),
      }),
    }),
    ...(can.statements && {
      charges: override(first.charges, {
        listCharges: watching.byKey(
          both(sides, 'charges.listCharges', (b, keys: readonly ChargePageKey[], call) =>
            b.charges.listCharges(keys, call),
          ),
        ),
      }),
    }),
    ...(can.statements && {
      statements: override(first.statements, {
        readStatements: watching.byKey(
          both(sides, 'statements.readStatements', (b, keys: readonly StatementKey[], call) =>
            b.statements.readStatements(keys, call),
          ),
        ),
      }),
    }),
    ...(can.promisedPayments && {
      promisedPayments: override(first.promisedPayments, {
        findPromiseOffers: watching.byAccount(
          both(sides, 'promisedPayments.findPromiseOffers', (b, keys: readonly string[], call) =>
            b.promisedPayments.findPromiseOffers(keys, call),
          ),
        ),
        listPromises: watching.byAccount(
          both(sides, 'promisedPayments.listPromises', (b, keys: readonly string[], call) =>
            b.promisedPayments.listPromises(keys, call),
          ),
        ),
      }),
    }),
  }
}

function watchCatalogue(sides: Sides): Partial<Slices> {
  const { first, theirs, watching } = sides
  const can = theirs.capabilities
  return {
    ...(can.services && {
      services: override(first.services, {
        listServices: watching.byAccount(
          both(sides, 'services.listServices', (b, keys: readonly string[], call) =>
            b.services.listServices(keys, call),
          ),
        ),
      }),
    }),
    ...(can.tariffs && {
      tariffs: override(first.tariffs, {
        listTariffs: watching.byRegion(
          both(sides, 'tariffs.listTariffs', (b, keys: readonly string[], call) => b.tariffs.listTariffs(keys, call)),
        ),
      }),
    }),
    ...(can.offerings && {
      offerings: override(first.offerings, {
        listServiceOfferings: watching.byRegion(
          both(sides, 'offerings.listServiceOfferings', (b, keys: readonly string[], call) =>
            b.offerings.listServiceOfferings(keys, call),
          ),
        ),
        listEquipmentOfferings: watching.byRegion(
          both(sides, 'offerings.listEquipmentOfferings', (b, keys: readonly string[], call) =>
            b.offerings.listEquipmentOfferings(keys, call),
          ),
        ),
      }),
    }),
    ...(can.orders && {
      orders: override(first.orders, {
        findOrderTerms: watching.byAccount(
          both(sides, 'orders.findOrderTerms', (b, keys: readonly string[], call) =>
            b.orders.findOrderTerms(keys, call),
          ),
        ),
        listOrders: watching.byKey(
          both(sides, 'orders.listOrders', (b, keys: readonly ServiceOrderPageKey[], call) =>
            b.orders.listOrders(keys, call),
          ),
        ),
      }),
    }),
  }
}
