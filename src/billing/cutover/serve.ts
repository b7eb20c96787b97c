import { assembleBilling, type Slices } from '../assemble.ts'
import type { BillingSystem, Capabilities } from '../port.ts'
import type { Joined } from './asking.ts'
import { joinAgreements, joinDevices, joinDocuments, joinProfiles } from './belongings.ts'
import { createAccountJoin } from './join.ts'
import { joinBalances, joinCharges, joinPayments, joinPromisedPayments, joinStatements } from './money.ts'
import { joinPostings } from './postings.ts'
import { joinOfferings, joinOrders, joinServices, joinTariffs } from './services.ts'
import { NEEDED, type Switch } from './switches.ts'
import { joinTickets } from './tickets.ts'

/** Who serves what beside the billing that has the accounts. One billing may serve several. */
export type Serving = ReadonlyMap<Switch, BillingSystem>

/** What keeps an assembly from working, one line a switch. */
export function findUnservable(serving: Serving): readonly string[] {
  return [...serving].flatMap(([name, { name: system, capabilities }]) =>
    NEEDED[name]
      .filter((capability) => capabilities[capability] === false)
      .map((capability) => `${name} cannot be served by ${system}, whose capabilities say ${capability}: false`),
  )
}

/**
 * One billing made of several: accounts, sign-in and regions of `home`, and each switch of whoever serves it, joined by
 * contract number. What it can do is said by those who serve. Closing it closes all of them.
 */
export function serveSlices(home: BillingSystem, serving: Serving): BillingSystem {
  const { name, capabilities: _capabilities, ...slices } = home
  const systems = [...new Set(serving.values())]
  const joins = new Map(
    systems.map((theirs): [BillingSystem, Joined] => [
      theirs,
      { theirs, join: createAccountJoin({ ours: home.accounts, theirs: theirs.accounts }) },
    ]),
  )
  const joined = (of: Switch): Joined | undefined => {
    const system = serving.get(of)
    return system && joins.get(system)
  }
  return assembleBilling({
    name,
    capabilities: joinCapabilities((of) => (of === 'home' ? home : (serving.get(of) ?? home)).capabilities),
    slices: {
      ...slices,
      ...serveBelongings(joined),
      ...serveServices(joined('services'), home),
      ...serveMoney(joined('money'), { home, knowsServices: serving.get('money') === serving.get('services') }),
      health: {
        ping: async (call) => void (await Promise.all([home, ...systems].map(({ health }) => health.ping(call)))),
      },
    },
    shared: [home, ...systems],
  })
}

function serveBelongings(joined: (of: Switch) => Joined | undefined): Partial<Slices> {
  const [agreements, devices, documents] = [joined('agreements'), joined('devices'), joined('documents')]
  const [profiles, tickets] = [joined('profiles'), joined('tickets')]
  return {
    ...(agreements && { agreements: joinAgreements(agreements) }),
    ...(devices && { devices: joinDevices(devices) }),
    ...(documents && { documents: joinDocuments(documents) }),
    ...(profiles && { profiles: joinProfiles(profiles) }),
    ...(tickets && { tickets: joinTickets(tickets) }),
  }
}

function serveServices(joined: Joined | undefined, { regions }: BillingSystem): Partial<Slices> {
  if (joined === undefined) return {}
  return {
    services: joinServices(joined),
    tariffs: joinTariffs(joined, regions),
    offerings: joinOfferings(joined, regions),
    orders: joinOrders(joined),
  }
}

function serveMoney(
  joined: Joined | undefined,
  { home, knowsServices }: { readonly home: BillingSystem; readonly knowsServices: boolean },
): Partial<Slices> {
  if (joined === undefined) return {}
  return {
    accounts: joinBalances(home.accounts, joined),
    payments: joinPayments(joined),
    postings: joinPostings(joined),
    charges: joinCharges(joined, { knowsServices }),
    statements: joinStatements(joined),
    promisedPayments: joinPromisedPayments(joined),
  }
}

/** Of each capability, what whoever serves it says. References are stored by several, so that the shortest column decides. */
function joinCapabilities(of: (of: Switch | 'home') => Capabilities): Capabilities {
  const { devices, deviceChanges } = of('devices')
  const { honoursExternalId, reconcile, cancellations, transfers, payments, statements } = of('money')
  const { promisedPayments, promiseReferences } = of('money')
  const { services, tariffs, offerings, orders, orderReferences, selfServiceOrders } = of('services')
  const { credentialChanges, coverage } = of('home')
  const { tickets, maxReferenceLength: ofTickets } = of('tickets')
  return {
    honoursExternalId,
    reconcile,
    cancellations,
    transfers,
    maxReferenceLength: Math.min(of('money').maxReferenceLength, of('services').maxReferenceLength, ofTickets),
    payments,
    services,
    tariffs,
    statements,
    tickets,
    devices,
    documents: of('documents').documents,
    promisedPayments,
    promiseReferences,
    deviceChanges,
    offerings,
    profileChanges: of('profiles').profileChanges,
    credentialChanges,
    coverage,
    orders,
    orderReferences,
    selfServiceOrders,
  }
}
