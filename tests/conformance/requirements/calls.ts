import { expect } from 'vitest'
import type { BillingCall } from '../../../src/billing/port.ts'
import { listMethods, type Method } from '../every-method.ts'
import { CANCELED, isBillingError, listIds, NOT_APPLIED } from '../kit.ts'
import { isNothing } from '../nothing.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { NotApplicable } from '../requirement-error.ts'
import { type ConformanceSubject, call } from '../subject.ts'

const MORE_THAN_AT_ONCE = 30

const CAPABILITIES = { findAccounts: [], listPayments: ['payments'], listTickets: ['tickets'] } as const

/** What holds for every method: nothing to ask, unreadable rows, callers who leave, and the end. */
export const CALL_REQUIREMENTS: readonly Requirement[] = [
  requirement('CALLS-1', 'No keys, no answer, no error.', {
    prove: async ({ billing }) => {
      const { accounts, agreements, profiles, operators, tariffs, services, payments, charges, tickets } = billing
      const answers: readonly Promise<ReadonlyMap<unknown, unknown>>[] = [
        accounts.findAccounts([], call()),
        accounts.findAccountsByNumber([], call()),
        agreements.findAgreements([], call()),
        profiles.findProfiles([], call()),
        profiles.findSettings([], call()),
        operators.findOperators([], call()),
        tariffs.findTariffs([], call()),
        tariffs.listTariffs([], call()),
        tariffs.listAvailableTariffs([], call()),
        tariffs.listChannels([], call()),
        services.listServices([], call()),
        services.listIpAddresses([], call()),
        payments.listPayments([], call()),
        payments.findPayments([], call()),
        charges.listCharges([], call()),
        charges.findCharges([], call()),
        tickets.listTickets([], call()),
        tickets.findTickets([], call()),
        tickets.listMessages([], call()),
        billing.devices.listDevices([], call()),
        billing.documents.listDocuments([], call()),
        billing.offerings.listServiceOfferings([], call()),
        billing.offerings.listEquipmentOfferings([], call()),
        billing.orders.listOrders([], call()),
        billing.orders.findOrders([], call()),
        billing.postings.findMarks([], call()),
        ...(billing.capabilities.statements ? [billing.statements.readStatements([], call())] : []),
      ]
      for (const answer of answers) expect(await answer).toEqual(new Map())
    },
  }),
  requirement('CALLS-2', 'A call whose caller has left rejects with BILLING_CANCELED, and nothing is applied.', {
    prove: (subject) => proveEveryMethod(subject, { signal: AbortSignal.abort() }, CANCELED),
  }),
  requirement('CALLS-3', 'A call whose deadline has passed is a timeout, and nothing is applied.', {
    prove: (subject) => {
      const signal = AbortSignal.abort(new DOMException('too late', 'TimeoutError'))
      return proveEveryMethod(subject, { signal }, { ...NOT_APPLIED, code: 'BILLING_TIMEOUT' })
    },
  }),
  requirement('CALLS-4', 'A caller who leaves while the billing does not answer is let go at once.', {
    faults: [['findAccounts', 'noAnswer']],
    prove: async (subject) => {
      const ids = (await listIds(subject)).slice(0, 2)
      await subject.faults?.cause('findAccounts', 'noAnswer', {})
      const leaving = new AbortController()
      const startedAt = performance.now()
      const answer = subject.billing.accounts.findAccounts(ids, { signal: leaving.signal })
      setTimeout(() => leaving.abort(), 50)
      await expect(answer).rejects.toMatchObject(CANCELED)
      expect(performance.now() - startedAt).toBeLessThan(1000)
    },
  }),
  requirement('CALLS-5', 'A billing that does not answer within the deadline of the adapter is a timeout.', {
    faults: [['findAccounts', 'noAnswer']],
    settings: ['timeoutMs'],
    parts: ['connections.open'],
    prove: async (subject) => {
      const impatient = await subject.connections.open({ timeoutMs: 300 })
      await subject.faults?.cause('findAccounts', 'noAnswer', {})
      const answer = impatient.accounts.findAccounts((await listIds(subject)).slice(0, 2), call())
      await expect(answer).rejects.toMatchObject({ ...NOT_APPLIED, code: 'BILLING_TIMEOUT' })
    },
  }),
  ...(['findAccounts', 'listPayments', 'listTickets'] as const).map((operation) =>
    requirement(
      `CALLS-6.${operation}`,
      `In an answer to ${operation} a row that cannot be read hurts its own key alone.`,
      {
        capabilities: CAPABILITIES[operation],
        faults: [[operation, 'badRow']],
        facts: ['two accounts'],
        prove: async (subject) => {
          const ids = await listOwners(subject, operation)
          await subject.faults?.cause(operation, 'badRow', { times: 1 })
          const answer = await readRows(subject, operation, ids)
          const spoilt = ids.filter((id) => isBillingError(answer.get(id)))
          expect(spoilt).toHaveLength(1)
          expect(answer.get(spoilt[0] ?? '')).toMatchObject({ ...NOT_APPLIED, code: 'BILLING_MALFORMED_ANSWER' })
          expect(ids.filter((id) => answer.get(id) === undefined)).toEqual([])
        },
      },
    ),
  ),
  requirement('CALLS-7', 'An answer that is none rejects the read, and says that nothing of it could be read.', {
    faults: [['findAccounts', 'htmlPage']],
    prove: async (subject) => {
      const ids = (await listIds(subject)).slice(0, 2)
      await subject.faults?.cause('findAccounts', 'htmlPage', {})
      await expect(subject.billing.accounts.findAccounts(ids, call())).rejects.toMatchObject(NOT_APPLIED)
    },
  }),
  requirement('CALLS-8', 'A billing that can be reached answers a ping; where nobody listens it does not.', {
    prove: async ({ billing, connections }, note) => {
      await expect(billing.health.ping(call())).resolves.toBeUndefined()
      const nowhere = await connections?.openToNobody?.()
      if (nowhere === undefined) note('not seen where nobody listens')
      else await expect(nowhere.health.ping(call())).rejects.toMatchObject({ name: 'BillingError' })
    },
  }),
  requirement(
    'CALLS-9',
    'The system has a name, and says how a payment can be looked up and how long a reference may be.',
    {
      prove: async ({ billing: { name, capabilities } }) => {
        expect(name).toMatch(/^[A-Za-z0-9-]{1,32}$/)
        expect(['exact', 'comment', 'statement', 'none']).toContain(capabilities.reconcile)
        expect(capabilities.maxReferenceLength).toBeGreaterThanOrEqual(20)
      },
    },
  ),
  requirement(
    'CALLS-11',
    'A caller who waits for a connection is let go at once, and spoils nothing for those before.',
    {
      faults: [['findAccounts', 'noAnswer']],
      prove: async (subject) => {
        const ids = (await listIds(subject)).slice(0, 2)
        await subject.faults?.cause('findAccounts', 'noAnswer', {})
        const find = (signal: AbortSignal) =>
          subject.billing.accounts.findAccounts(ids, { signal }).catch((error: unknown) => error)
        const staying = new AbortController()
        // More than any adapter sends at once.
        const before = Array.from({ length: MORE_THAN_AT_ONCE }, () => find(staying.signal))
        const leaving = new AbortController()
        const startedAt = performance.now()
        const waiting = find(leaving.signal)
        setTimeout(() => leaving.abort(), 50)
        expect(await waiting).toMatchObject(CANCELED)
        expect(performance.now() - startedAt).toBeLessThan(1000)
        staying.abort()
        for (const error of await Promise.all(before)) expect(isBillingError(error)).toBe(true)
        await subject.faults?.clear()
        expect((await subject.billing.accounts.findAccounts(ids, call())).size).toBe(ids.length)
      },
    },
  ),
  requirement('CALLS-10', 'After closing, every call rejects with a BillingError, and closing again is nothing.', {
    turn: 'LAST',
    prove: async (subject) => {
      const methods: Method[] = []
      for (const method of await listMethods(subject)) if (!(await isIdle(method.invoke))) methods.push(method)
      await subject.billing.close()
      await subject.billing.close()
      for (const { slice, invoke } of methods) {
        const error: unknown = await invoke(call()).catch((reason: unknown) => reason)
        expect([slice, isBillingError(error), String(error)]).toEqual([slice, true, expect.stringContaining('closed')])
      }
    },
  }),
]

/** Three accounts that have such rows. */
async function listOwners(
  { books }: ConformanceSubject,
  operation: 'findAccounts' | 'listPayments' | 'listTickets',
): Promise<readonly string[]> {
  const owners: string[] = []
  for (const { id } of await books.accounts()) {
    const rows =
      operation === 'findAccounts'
        ? [id]
        : await (operation === 'listPayments' ? books.payments?.(id) : books.tickets?.(id))
    if (rows !== undefined && rows.length > 0) owners.push(id)
    if (owners.length === 3) return owners
  }
  throw new NotApplicable('too few accounts have such rows')
}

async function proveEveryMethod(subject: ConformanceSubject, given: BillingCall, wanted: object): Promise<void> {
  for (const { slice, invoke } of await listMethods(subject)) {
    const error: unknown = await invoke(given).catch((reason: unknown) => reason)
    if (!(error instanceof Error) && (await isIdle(invoke))) continue
    expect([slice, error]).toEqual([slice, expect.objectContaining(wanted)])
  }
}

/** Whether a method has nothing to ask this billing, so that it answers nothing, now as at any time. */
async function isIdle(invoke: Method['invoke']): Promise<boolean> {
  const left: unknown = await invoke({ signal: AbortSignal.abort() }).catch((error: unknown) => error)
  return !(left instanceof Error) && isNothing(left) && isNothing(await invoke(call()))
}

/** The values by account, with whatever the read answers. */
async function readRows(
  { billing }: ConformanceSubject,
  operation: 'findAccounts' | 'listPayments' | 'listTickets',
  ids: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  if (operation === 'findAccounts') return billing.accounts.findAccounts(ids, call())
  const keys = ids.map((accountId) => ({ accountId, first: 5, before: null, statuses: null }))
  const pages: ReadonlyMap<{ readonly accountId: string }, unknown> =
    operation === 'listPayments'
      ? await billing.payments.listPayments(keys, call())
      : await billing.tickets.listTickets(keys, call())
  return new Map([...pages].map(([key, page]) => [key.accountId, page]))
}
