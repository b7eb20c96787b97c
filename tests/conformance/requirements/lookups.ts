import { expect } from 'vitest'
import type { BillingSystem, Reconcile } from '../../../src/billing/port.ts'
import type { Posting } from '../../../src/billing/posting-port.ts'
import { isBillingError, NOT_APPLIED, needsMarks, read, UNKNOWN, unique } from '../kit.ts'
import { findPostings, paymentOrder, posted } from '../money-orders.ts'
import { findImpossible, type PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { NotApplicable } from '../requirement-error.ts'
import { type ConformanceSubject, call, writingCall } from '../subject.ts'

const PARTS = ['books.payments', 'office.openAccount'] as const satisfies readonly PartName[]

const unlessFound = ({ billing: { capabilities } }: ConformanceSubject): string | null =>
  capabilities.reconcile === 'none' ? 'this billing lets no payment be looked up' : null
const unlessByReference = ({ billing: { capabilities } }: ConformanceSubject): string | null =>
  ['exact', 'comment'].includes(capabilities.reconcile) ? null : 'payments are not looked up by their references'

/** What became of a payment, in each of the ways in which a system lets it be found. */
export const LOOKUP_REQUIREMENTS: readonly Requirement[] = [
  requirement('LOOKUPS-1', 'By reference every row of it is found, whoever posted it, and no row of another one.', {
    parts: [...PARTS, 'office.postPayment'],
    unless: unlessByReference,
    prove: async (subject) => {
      const { id } = await subject.office.openAccount()
      const reference = unique('L')
      await subject.office.postPayment({ accountId: id, amount: '3.00', reference, comment: reference })
      const own = unique('L')
      await posted(subject, { id, reference: own })
      await posted(subject, { id, reference: `${own}7` })
      expect((await findPostings(subject, { id, reference: own })).map(tell)).toEqual([[id, 1000n, 'ours', own]])
      const foreign = await findPostings(subject, { id, reference })
      expect(foreign.map(tell)).toEqual([[id, 300n, foreign[0]?.origin, reference]])
      expect(foreign[0]?.origin).not.toBe('ours')
    },
  }),
  requirement('LOOKUPS-2', 'Where the reference alone is enough, rows of other accounts are found as well.', {
    parts: [...PARTS, 'office.postPayment'],
    unless: ({ billing: { capabilities } }) =>
      capabilities.reconcile === 'exact' ? null : `payments are looked up by ${capabilities.reconcile}`,
    prove: async (subject) => {
      const [one, other] = [await subject.office.openAccount(), await subject.office.openAccount()]
      const reference = unique('L')
      await subject.office.postPayment({ accountId: other.id, amount: '3.00', reference })
      const found = await findPostings(subject, { id: one.id, reference })
      expect(found.map(({ payment }) => [payment.accountId, payment.amount.minorUnits])).toEqual([[other.id, 300n]])
    },
  }),
  requirement(
    'LOOKUPS-3',
    'Of many references at once each key has its own list, and what is not there has an empty one.',
    {
      parts: PARTS,
      unless: unlessByReference,
      prove: async (subject) => {
        const { id } = await subject.office.openAccount()
        const references = Array.from({ length: 20 }, () => unique('L'))
        for (const reference of references.slice(0, 10)) await posted(subject, { id, reference })
        const since = (await subject.now()) - 3_600_000
        const keys = [...references, references[0] ?? ''].map((reference) => ({
          accountId: id,
          reference,
          since,
          after: null,
        }))
        const found = await read(subject.billing.postings.findPostings(keys, call()))
        expect(keys.map((key) => found.get(key)?.length)).toEqual(
          [...keys.keys()].map((at) => (at < 10 || at === 20 ? 1 : 0)),
        )
      },
    },
  ),
  ...(
    [
      'htmlPage',
      'emptyBody',
      'unlistedFault',
      'cutAnswer',
      'otherAnswer',
      'wrongRow',
      'missingFields',
      'typeFlips',
      'badRow',
      'brokenMoney',
    ] as const
  ).map((kind) =>
    requirement(`LOOKUPS-4.${kind}`, `A look-up that meets ${kind} never reads as "not found".`, {
      parts: PARTS,
      faults: [['findPostings', kind]],
      unless: unlessFound,
      prove: async (subject) => {
        const { id } = await subject.office.openAccount()
        const reference = kind === 'typeFlips' ? `000${Math.floor(Date.now() / 1000)}` : unique('L')
        await posted(subject, { id: (await subject.office.openAccount()).id, reference: unique('L') })
        await posted(subject, { id, reference })
        await subject.faults?.cause('findPostings', kind, {})
        await expect(findPostings(subject, { id, reference })).rejects.toMatchObject(NOT_APPLIED)
        await subject.faults?.clear()
        expect(await findPostings(subject, { id, reference })).toHaveLength(1)
      },
    }),
  ),
  requirement('LOOKUPS-5', 'A look-up that fails for one reference fails for that alone.', {
    parts: PARTS,
    faults: [['findPostings', 'htmlPage']],
    unless: ({ billing: { capabilities } }) =>
      capabilities.reconcile === 'exact' ? null : 'one call looks for all references of an account',
    prove: async (subject) => {
      const { id } = await subject.office.openAccount()
      const keys = ['a', 'b', 'c'].map((end) => ({
        accountId: id,
        reference: unique(`L${end}`),
        since: 0,
        after: null,
      }))
      for (const { reference } of keys) await posted(subject, { id, reference })
      await subject.faults?.cause('findPostings', 'htmlPage', { times: 1 })
      const found = await subject.billing.postings.findPostings(keys, call())
      expect([keys.filter((key) => isBillingError(found.get(key))).length, found.size]).toEqual([1, 3])
    },
  }),
  requirement('LOOKUPS-6', 'The mark of an account is its newest payment, or null; nobody’s account has none.', {
    parts: PARTS,
    unless: (subject) => (needsMarks(subject) ? null : 'marks are for look-ups in statements'),
    prove: async (subject) => {
      const [{ id }, { id: empty }] = [await subject.office.openAccount(), await subject.office.openAccount()]
      await posted(subject, { id, reference: unique('L') })
      await posted(subject, { id, reference: unique('L') })
      const asked = [id, empty, subject.samples.unknownAccountId]
      const marks = await subject.billing.postings.findMarks(asked, call())
      expect([...marks]).toEqual([
        [id, (await subject.books.payments(id))[0]?.id],
        [empty, null],
      ])
    },
  }),
  ...(
    [
      ['exact', 'comment'],
      ['comment', 'exact'],
      ['exact', 'statement'],
    ] as const
  ).map(([by, now]) =>
    requirement(
      `LOOKUPS-7.${by}-${now}`,
      `What was written for a look-up by ${by} is found by a system that is asked by ${now} since.`,
      {
        parts: [...PARTS, 'connections.open'],
        settings: ['reconcile'],
        prove: async (subject) => {
          const before = await lookingUpBy(subject, by)
          const since = await lookingUpBy(subject, now)
          const { id } = await subject.office.openAccount()
          const reference = unique('L')
          await before.postings.postPayment(paymentOrder(subject, { id, reference }), writingCall())
          const key = { accountId: id, reference, since: 0, after: null, by }
          const never = { ...key, reference: unique('L') }
          const found = await read(since.postings.findPostings([key, never], call()))
          expect(found.get(key)?.map(tell)).toEqual([[id, 1000n, 'ours', reference]])
          expect(found.get(never)).toEqual([])
        },
      },
    ),
  ),
  requirement('LOOKUPS-8', 'A comment with the reference is written and found, and no other row is taken for it.', {
    parts: [...PARTS, 'office.postPayment'],
    prove: async (subject) => {
      const system = await lookingUpBy(subject, 'comment')
      const { id } = await subject.office.openAccount()
      const reference = unique('L')
      await subject.office.postPayment({ accountId: id, amount: '10.00', comment: `${reference}-other` })
      await subject.office.postPayment({ accountId: id, amount: '4.00', comment: reference })
      const verdict = await system.postings.postPayment(paymentOrder(subject, { id, reference }), writingCall())
      expect(verdict).toMatchObject({ kind: 'posted', payment: { externalId: reference } })
      const found = await findPostings(subject, { id, reference }, { system })
      expect(found.map(({ payment }) => payment.amount.minorUnits)).toEqual([400n, 1000n])
      expect(found.map(({ origin }) => origin === 'ours').at(0)).toBe(false)
      expect(await findPostings(subject, { id, reference: reference.slice(0, -1) }, { system })).toEqual([])
    },
  }),
  requirement('LOOKUPS-9', 'A comment is found among hundreds of others, whatever day the payer told.', {
    parts: [...PARTS, 'office.postPayment'],
    prove: async (subject) => {
      const system = await lookingUpBy(subject, 'comment')
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('L') }
      const paidAt = Math.floor((await subject.now()) / 1000) * 1000 - 300 * 86_400_000
      await system.postings.postPayment(paymentOrder(subject, payer, { paidAt }), writingCall())
      for (let count = 0; count < 230; count += 1) {
        await subject.office.postPayment({ accountId: payer.id, amount: '1.00' })
      }
      expect(await findPostings(subject, payer, { system })).toHaveLength(1)
    },
  }),
  ...(['missingFields', 'brokenMoney', 'htmlPage', 'otherAnswer'] as const).map((kind) =>
    requirement(`LOOKUPS-10.${kind}`, `A search of comments that meets ${kind} never reads as "not found".`, {
      parts: PARTS,
      faults: [['listPayments', kind]],
      prove: async (subject) => {
        const system = await lookingUpBy(subject, 'comment')
        const payer = { id: (await subject.office.openAccount()).id, reference: unique('L') }
        await system.postings.postPayment(paymentOrder(subject, payer), writingCall())
        await subject.faults?.cause('listPayments', kind, {})
        await expect(findPostings(subject, payer, { system })).rejects.toMatchObject(NOT_APPLIED)
      },
    }),
  ),
  requirement(
    'LOOKUPS-11',
    'Where only the statement tells, the rows after the mark are all there, each with who posted it.',
    {
      parts: [...PARTS, 'office.postPayment'],
      prove: async (subject) => {
        const system = await lookingUpBy(subject, 'statement')
        const payer = { id: (await subject.office.openAccount()).id, reference: unique('L') }
        await subject.office.postPayment({ accountId: payer.id, amount: '10.00' })
        const after = (await read(system.postings.findMarks([payer.id], call()))).get(payer.id) ?? null
        expect(await findPostings(subject, payer, { system, after })).toEqual([])
        const posting = () => system.postings.postPayment(paymentOrder(subject, payer), writingCall())
        if (findImpossible(subject, [['postPayment', 'loseAnswer']]) === null) {
          await subject.faults?.cause('postPayment', 'loseAnswer', { times: 1 })
          await expect(posting()).rejects.toMatchObject(UNKNOWN)
        } else await posting()
        await subject.office.postPayment({ accountId: payer.id, amount: '10.00' })
        const found = await findPostings(subject, payer, { system, after })
        expect(found.map(({ payment }) => payment.id)).toEqual(
          (await subject.books.payments(payer.id))
            .slice(0, 2)
            .map(({ id }) => id)
            .toReversed(),
        )
        expect(found.map(({ origin }) => origin === 'foreign')).toEqual([false, found[1]?.origin === 'foreign'])
        expect(found[1]?.origin).not.toBe('ours')
      },
    },
  ),
  requirement('LOOKUPS-12', 'Without a mark all rows of the account are there; an account that nobody has is absent.', {
    parts: PARTS,
    prove: async (subject) => {
      const system = await lookingUpBy(subject, 'statement')
      const { id } = await subject.office.openAccount()
      const mark = await posted(subject, { id, reference: unique('L') })
      await posted(subject, { id, reference: unique('L') })
      const key = { accountId: id, reference: unique('L'), since: 0 }
      const keys = [
        { ...key, after: null },
        { ...key, after: mark },
        { ...key, accountId: subject.samples.unknownAccountId, after: null },
      ]
      const found = await read(system.postings.findPostings(keys, call()))
      expect(keys.map((one) => found.get(one)?.length)).toEqual([2, 1, undefined])
      const broken = system.postings.findPostings([{ ...key, after: '<flt/>' }], call())
      await expect(broken).rejects.toMatchObject(NOT_APPLIED)
    },
  }),
  requirement('LOOKUPS-13', 'Where nothing can be looked up nothing is asked, and the list says nothing.', {
    parts: PARTS,
    prove: async (subject) => {
      const system = await lookingUpBy(subject, 'none')
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('L') }
      await system.postings.postPayment(paymentOrder(subject, payer), writingCall())
      await subject.calls?.reset()
      expect(await findPostings(subject, payer, { system })).toEqual([])
      const asked = await Promise.all([subject.calls?.of('findPostings'), subject.calls?.of('listPayments')])
      expect(asked.filter((count) => count !== undefined && count > 0)).toEqual([])
    },
  }),
]

/** The system itself, or another connection that looks payments up so. */
async function lookingUpBy(subject: ConformanceSubject, reconcile: Reconcile): Promise<BillingSystem> {
  const { billing, connections } = subject
  if (billing.capabilities.reconcile === reconcile) return billing
  if (connections?.settings.includes('reconcile') !== true) {
    throw new NotApplicable(`payments are looked up by ${billing.capabilities.reconcile}`)
  }
  const system = await connections.open({ reconcile })
  expect(system.capabilities.reconcile).toBe(reconcile)
  return system
}

function tell({ payment, origin }: Posting): readonly unknown[] {
  return [payment.accountId, payment.amount.minorUnits, origin, payment.externalId]
}
