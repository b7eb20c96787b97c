import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as absent from '../../src/billing/absent.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import { renderPage } from './page/page.ts'
import { startSubject } from './reference-subject.ts'
import { type Capability, proveRefusal } from './refusals.ts'
import type { Verdict } from './requirement.ts'
import type { ConformanceSubject } from './subject.ts'
import { REQUIREMENTS, sliceOf } from './suite.ts'

const nothing = async () => new Map()

describe('the requirements', () => {
  const ids = REQUIREMENTS.map(({ id }) => id)

  test('each has an id of its own, a slice in capitals with a number, that no promise to clients has', () => {
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[A-Z]{5,}-[1-9]\d*(?:\.[\w-]+)?$/.test(id))).toEqual([])
  })

  test('each is one sentence in one line', () => {
    const statements = REQUIREMENTS.map(({ statement }) => statement)
    expect(statements.filter((text) => !/^[A-Z][^\n|]{10,160}\.$/.test(text))).toEqual([])
    const told = REQUIREMENTS.map((one) => `${sliceOf(one)} ${one.statement}`)
    expect(new Set(told).size).toBe(told.length)
  })

  test('the page lists them as they are', () => {
    const page = readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8')
    expect(renderPage(page) === page, 'npm run conformance:rows').toBe(true)
  })
})

/** A suite that cannot fail proves nothing: adapters with planted mistakes must be found out. */
describe('a mistake of an adapter', () => {
  let subject: ConformanceSubject
  beforeAll(async () => {
    subject = await startSubject()
  }, 60_000)
  afterAll(async () => {
    await subject.billing.close()
    await subject.close()
  })

  const judge = (id: string, changed: Partial<BillingSystem>): Promise<Verdict> => {
    const requirement = REQUIREMENTS.find((one) => one.id === id)
    if (requirement === undefined) throw new Error(`no requirement ${id}`)
    return requirement.judge({ ...subject, billing: { ...subject.billing, ...changed } })
  }

  test('a claim that no reference is credited twice is not believed, whatever the subject says', async () => {
    const { samples, connections } = subject
    const unchecked = await connections?.open?.({ duplicateCheck: false })
    if (unchecked === undefined) throw new Error('no connection without the check')
    const billing = { ...unchecked, capabilities: { ...unchecked.capabilities, honoursExternalId: true } }
    const claiming = { ...subject, billing, samples: { ...samples, refusesRepeatedReference: false } }
    for (const id of ['POSTINGS-9', 'POSTINGS-10']) {
      const requirement = REQUIREMENTS.find((one) => one.id === id)
      const failure: unknown = await requirement?.judge(claiming).then(
        () => null,
        (reason: unknown) => reason,
      )
      expect([id, failure]).toEqual([id, expect.any(Error)])
    }
  })

  test.each<readonly [string, string, (billing: BillingSystem) => Partial<BillingSystem>]>([
    [
      'a payment that is sent again when its answer is lost',
      'POSTINGS-20.loseAnswer',
      ({ postings }) => ({
        postings: {
          ...postings,
          postPayment: (order, call) =>
            postings.postPayment(order, call).catch(() => postings.postPayment(order, call)),
        },
      }),
    ],
    [
      'an answer that is none taken for a refusal',
      'POSTINGS-20.htmlPage',
      ({ postings }) => ({
        postings: {
          ...postings,
          postPayment: (order, call) =>
            postings
              .postPayment(order, call)
              .catch(() => ({ kind: 'refused', reason: 'AMOUNT_NOT_ACCEPTED' }) as const),
        },
      }),
    ],
    [
      'a fence that nobody asks',
      'POSTINGS-30',
      ({ postings }) => ({
        postings: {
          ...postings,
          postPayment: (order, call) => postings.postPayment(order, { ...call, mayStart: () => true }),
        },
      }),
    ],
    [
      'a failed look-up that reads as "not found"',
      'LOOKUPS-4.htmlPage',
      ({ postings }) => ({
        postings: {
          ...postings,
          findPostings: (keys, call) =>
            postings.findPostings(keys, call).then(
              (found) => {
                return new Map([...found].map(([key, rows]) => [key, rows instanceof Error ? [] : rows]))
              },
              () => new Map(keys.map((key) => [key, []])),
            ),
        },
      }),
    ],
    [
      'pages that always go on',
      'PAYMENTS-2',
      ({ payments }) => ({
        payments: {
          ...payments,
          listPayments: async (keys, call) =>
            new Map(
              [...(await payments.listPayments(keys, call))].map(([key, page]) => [
                key,
                page instanceof Error ? page : { ...page, hasMore: true },
              ]),
            ),
        },
      }),
    ],
    [
      'a page of 25 whatever was asked for',
      'PAYMENTS-8',
      ({ payments }) => ({
        payments: {
          ...payments,
          listPayments: async (keys, call) =>
            new Map(
              [...(await payments.listPayments(keys, call))].map(([key, page]) => [
                key,
                page instanceof Error ? page : { ...page, payments: page.payments.slice(0, 25) },
              ]),
            ),
        },
      }),
    ],
    [
      "somebody else's ticket under one's own account",
      'TICKETS-6',
      ({ tickets }) => ({
        tickets: {
          ...tickets,
          findTickets: async (keys, call) => {
            const [known] = (await tickets.findTickets(keys, call)).values()
            return new Map(keys.flatMap((key) => (known === undefined ? [] : [[key, known] as const])))
          },
        },
      }),
    ],
    [
      'a canceled call that reads as "nothing is there"',
      'CALLS-2',
      ({ accounts }) => ({
        accounts: {
          ...accounts,
          findAccounts: async (ids, call) => (call.signal.aborted ? new Map() : accounts.findAccounts(ids, call)),
        },
      }),
    ],
    [
      'one row that cannot be read for all',
      'CALLS-6.findAccounts',
      ({ accounts }) => ({
        accounts: {
          ...accounts,
          findAccounts: async (ids, call) => {
            const found = await accounts.findAccounts(ids, call)
            const broken = [...found.values()].find((value) => value instanceof Error)
            return broken === undefined ? found : new Map(ids.map((id) => [id, broken]))
          },
        },
      }),
    ],
    [
      'an order of unknown outcome that is said not to be applied',
      'ORDERS-20.loseAnswer',
      ({ orders }) => ({
        orders: {
          ...orders,
          placeOrder: (order, call) =>
            orders.placeOrder(order, call).catch(() => Promise.reject(absent.notSupported('x'))),
        },
      }),
    ],
  ])('is found: %s', async (_name, id, plant) => {
    await expect(judge(id, plant(subject.billing))).rejects.toThrow(/./)
    expect(await judge(id, {})).toMatchObject({ kind: 'passed' })
  })

  test.each<readonly [Capability, string]>([
    ['tickets', 'TICKETS-1'],
    ['orders', 'ORDERS-1'],
    ['payments', 'PAYMENTS-1'],
    ['transfers', 'DEBITS-1'],
    ['deviceChanges', 'DEVICES-5'],
    ['profileChanges', 'PROFILES-3'],
    ['promisedPayments', 'PROMISES-1'],
    ['statements', 'STATEMENTS-2'],
    ['documents', 'DOCUMENTS-1'],
  ])('is found: %s that are said not to be there, and are', async (capability, id) => {
    const capabilities = { ...subject.billing.capabilities, [capability]: false }
    await expect(judge(id, { capabilities })).rejects.toThrow(/./)
  })

  test('what is not there is refused, and shown by its capability', async () => {
    const { billing } = subject
    const empty: BillingSystem = {
      ...billing,
      capabilities: absent.NO_CAPABILITIES,
      payments: { listPayments: nothing, findPayments: nothing },
      services: { listServices: nothing, listIpAddresses: nothing },
      tariffs: { findTariffs: nothing, listTariffs: nothing, listAvailableTariffs: nothing, listChannels: nothing },
      statements: absent.NO_STATEMENTS,
      tickets: absent.NO_TICKETS,
      devices: absent.NO_DEVICES,
      documents: absent.NO_DOCUMENTS,
      offerings: absent.NO_OFFERINGS,
      coverage: absent.NO_COVERAGE,
      orders: absent.NO_ORDERS,
      promisedPayments: absent.NO_PROMISED_PAYMENTS,
      profiles: { ...billing.profiles, ...absent.NO_PROFILE_CHANGES },
      logins: {
        ...billing.logins,
        changeCredentials: async () => ({ kind: 'refused', reason: 'NOT_SUPPORTED' }),
      },
      postings: {
        ...billing.postings,
        ...absent.NO_TRANSFERS,
        cancelPayment: () => Promise.reject(absent.notSupported('cancelPayment')),
      },
    }
    const bare = { ...subject, billing: empty }
    for (const requirement of REQUIREMENTS) {
      const [first] = requirement.needs.capabilities ?? []
      if (first === undefined) continue
      expect([requirement.id, await requirement.judge(bare)]).toEqual([
        requirement.id,
        { kind: 'refused', capability: first },
      ])
      await proveRefusal(bare, first)
    }
  })

  test('what a subject has not got is not applicable, with the reason that it tells', async () => {
    const { books, ...rest } = subject
    const others = { accounts: () => books.accounts() }
    const requirement = REQUIREMENTS.find(({ id }) => id === 'CHARGES-1')
    const reasons = { 'books.charges': 'No charges are kept.' }
    expect(await requirement?.judge({ ...rest, books: others, reasons })).toEqual({
      kind: 'not_applicable',
      reason: 'No charges are kept.',
    })
  })
})
