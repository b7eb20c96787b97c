import { expect } from 'vitest'
import { formatMoney } from '../../../src/domain/money.ts'
import { expectCalls, listIds, readOne, refused, UNWRITABLE, unique } from '../kit.ts'
import { type OrderFields, paymentOrder, post, posted, rowsOf } from '../money-orders.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call, writingCall } from '../subject.ts'

const PARTS = ['books.payments', 'office.openAccount'] as const satisfies readonly PartName[]

/** Money that is credited. The judge is the billing's own ledger. */
export const POSTING_REQUIREMENTS: readonly Requirement[] = [
  requirement('POSTINGS-1', 'A payment is posted once, as it was ordered, and the account has the money.', {
    parts: PARTS,
    prove: async (subject) => {
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      const verdict = await post(subject, payer, { minorUnits: 10_050n, method: 'SBP' })
      const [row, ...others] = await subject.books.payments(payer.id)
      expect(others).toEqual([])
      expect(row).toMatchObject({ amount: '100.50', status: 'DONE' })
      expect(verdict).toMatchObject({
        kind: 'posted',
        payment: {
          id: row?.id,
          accountId: payer.id,
          amount: { minorUnits: 10_050n, currency: subject.currency },
          status: 'DONE',
          externalId: payer.reference,
          ...(row?.method === undefined ? {} : { method: row.method }),
        },
      })
      if (row?.method !== undefined) expect(row.method).toBe('SBP')
      const account = await readOne(subject.billing.accounts.findAccounts([payer.id], call()), payer.id)
      expect(account.balance.amount.minorUnits).toBe(10_050n)
      expect((await subject.books.accounts()).find(({ id }) => id === payer.id)?.balance ?? '100.50').toBe('100.50')
    },
  }),
  requirement('POSTINGS-2', "The payer's instant of payment is kept; without one the billing takes its own.", {
    parts: PARTS,
    prove: async (subject, note) => {
      const { id } = await subject.office.openAccount()
      const now = await subject.now()
      const paidAt = Math.floor(now / 1000) * 1000 - 86_400_000
      const told = await post(subject, { id, reference: unique('P') }, { paidAt })
      const own = await post(subject, { id, reference: unique('P') })
      if (told.kind !== 'posted' || own.kind !== 'posted') throw new Error('not posted')
      if (told.payment.paidAt === paidAt) expect((await subject.books.payments(id))[1]).toMatchObject({ paidAt })
      // An old billing that puts its own clock over it must not say that it did not.
      else note('the billing keeps its own instant')
      const written = (await subject.books.payments(id))[1]?.paidAt
      if (written !== undefined) expect(told.payment.paidAt).toBe(written)
      expect(Math.abs((own.payment.paidAt ?? now) - now)).toBeLessThan(10_000)
    },
  }),
  requirement('POSTINGS-3', 'Amounts of every size arrive to the kopeck.', {
    parts: PARTS,
    prove: async (subject) => {
      const { id } = await subject.office.openAccount()
      const amounts = [1n, 10n, 99n, 100n, 101n, 1_045n, 60_045n, 123_456_789n]
      for (const minorUnits of amounts) {
        const verdict = await post(subject, { id, reference: unique('P') }, { minorUnits })
        expect(verdict).toMatchObject({ kind: 'posted', payment: { amount: { minorUnits } } })
      }
      const rows = (await subject.books.payments(id)).toReversed()
      expect(rows.map(({ amount }) => amount)).toEqual(
        amounts.map((minorUnits) => formatMoney({ minorUnits, currency: subject.currency })),
      )
    },
  }),
  requirement('POSTINGS-4', 'A reference comes back as it went, whatever it holds, up to the longest.', {
    parts: PARTS,
    prove: async (subject) => {
      const longest = subject.billing.capabilities.maxReferenceLength
      const { id } = await subject.office.openAccount()
      const references = ['<&">\'', 'Терм. № 7', '0077001', '1e3', 'a  b']
        .map((text) => `${text}${unique('')}`.slice(0, longest))
        .concat(unique('x').padEnd(longest, 'x'))
      for (const reference of references) {
        const verdict = await post(subject, { id, reference })
        expect(verdict).toMatchObject({ kind: 'posted', payment: { externalId: reference } })
        expect(await rowsOf(subject, { id, reference })).toHaveLength(1)
      }
    },
  }),
  ...Object.entries<OrderFields & { readonly reference?: string; readonly words: string }>({
    emptyReference: { words: 'An empty reference', reference: '' },
    blanks: { words: 'A reference with blanks around it', reference: ' P-94' },
    controlCharacter: { words: 'A control character', reference: 'P\u000094' },
    lineBreak: { words: 'A line break in the reference', reference: 'P\n94' },
    halfCharacter: { words: 'Half a character', reference: 'P\uD80094' },
    longReference: { words: 'A reference that is too long', reference: 'x'.repeat(2000) },
    nothing: { words: 'An amount of nothing', minorUnits: 0n },
    negative: { words: 'An amount below nothing', minorUnits: -1n },
    currency: { words: 'Another currency', currency: 'USD' },
    instant: { words: 'An instant that is none', paidAt: Number.NaN },
  }).map(([name, { words, reference = 'P-94', ...fields }]) =>
    requirement(`POSTINGS-5.${name}`, `${words} is refused and not sent.`, {
      parts: PARTS,
      unless: ({ currency }) => (fields.currency === currency ? 'it is the currency of the billing' : null),
      prove: async (subject) => {
        const { id } = await subject.office.openAccount()
        await subject.calls?.reset()
        await expect(post(subject, { id, reference }, fields)).rejects.toMatchObject(UNWRITABLE)
        await expectCalls(subject, 'postPayment', 0)
        expect(await subject.books.payments(id)).toEqual([])
      },
    }),
  ),
  requirement('POSTINGS-6', 'An account that is not there is a refusal, and nothing is written.', {
    parts: ['books.payments'],
    prove: async (subject) => {
      const [known = ''] = await listIds(subject)
      const before = await subject.books.payments(known)
      for (const id of [subject.samples.unknownAccountId, '1;2']) {
        expect(await post(subject, { id, reference: unique('P') })).toEqual(refused('ACCOUNT_NOT_FOUND'))
      }
      expect(await subject.books.payments(known)).toEqual(before)
    },
  }),
  requirement('POSTINGS-7', 'An account whose agreement has ended takes nothing, and that is a refusal.', {
    parts: [...PARTS, 'office.terminateAccount'],
    unless: ({ samples }) =>
      samples.paysIntoEndedAccounts === true ? 'this billing takes payments after the end of an agreement' : null,
    prove: async (subject) => {
      const { id } = await subject.office.openAccount()
      await subject.office.terminateAccount(id)
      expect(await post(subject, { id, reference: unique('P') })).toEqual(refused('ACCOUNT_CLOSED'))
      expect(await subject.books.payments(id)).toEqual([])
    },
  }),
  requirement('POSTINGS-8', 'An amount beyond all reason is a refusal or is taken to the kopeck, and never half.', {
    parts: PARTS,
    prove: async (subject, note) => {
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      const minorUnits = 10n ** 13n
      const verdict = await post(subject, payer, { minorUnits })
      if (verdict.kind === 'posted') {
        note('it is taken')
        expect(verdict.payment.amount.minorUnits).toBe(minorUnits)
        expect(await subject.books.payments(payer.id)).toMatchObject([{ amount: '100000000000.00' }])
        return
      }
      expect(verdict).toEqual(refused('AMOUNT_NOT_ACCEPTED'))
      expect(await subject.books.payments(payer.id)).toEqual([])
    },
  }),
  requirement(
    'POSTINGS-9',
    'A reference that is there already is told to be, on whatever account, and credits nothing.',
    {
      parts: PARTS,
      unless: whyNotRefused,
      prove: async (subject) => {
        const [one, other] = [await subject.office.openAccount(), await subject.office.openAccount()]
        const reference = unique('P')
        await posted(subject, { id: one.id, reference })
        expect(await post(subject, { id: one.id, reference })).toEqual({ kind: 'duplicate' })
        expect(await post(subject, { id: other.id, reference }, { minorUnits: 5n })).toEqual({ kind: 'duplicate' })
        expect(await subject.books.payments(one.id)).toHaveLength(1)
        expect(await subject.books.payments(other.id)).toEqual([])
      },
    },
  ),
  requirement('POSTINGS-10', "A cash desk's reference is taken as well.", {
    parts: [...PARTS, 'office.postPayment'],
    unless: whyNotRefused,
    prove: async (subject) => {
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      await subject.office.postPayment({ accountId: payer.id, amount: '5.00', reference: payer.reference })
      expect(await post(subject, payer)).toEqual({ kind: 'duplicate' })
      expect(await subject.books.payments(payer.id)).toHaveLength(1)
    },
  }),
  requirement(
    'POSTINGS-11',
    'Where nobody asks for the check a reference credits as often as it is posted, and nothing claims otherwise.',
    {
      parts: [...PARTS, 'connections.open'],
      settings: ['duplicateCheck'],
      prove: async (subject) => {
        const unchecked = await subject.connections.open({ duplicateCheck: false })
        const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
        for (let time = 0; time < 2; time += 1) {
          const verdict = await unchecked.postings.postPayment(paymentOrder(subject, payer), writingCall())
          expect(verdict.kind).toBe('posted')
        }
        expect(await rowsOf(subject, payer)).toHaveLength(2)
        expect(unchecked.capabilities.honoursExternalId).toBe(false)
      },
    },
  ),
  requirement('POSTINGS-12', 'Ten payments of one account at once are ten, each with its own reference.', {
    parts: PARTS,
    prove: async (subject) => {
      const { id } = await subject.office.openAccount()
      const references = Array.from({ length: 10 }, () => unique('P'))
      const verdicts = await Promise.all(references.map((reference) => post(subject, { id, reference })))
      expect(verdicts.map(({ kind }) => kind)).toEqual(references.map(() => 'posted'))
      for (const reference of references) expect(await rowsOf(subject, { id, reference })).toHaveLength(1)
      const { balance } = await readOne(subject.billing.accounts.findAccounts([id], call()), id)
      expect(balance.amount.minorUnits).toBe(10_000n)
    },
  }),
]

/** Whoever claims that a reference cannot be credited twice has it proved, whatever the subject says. */
function whyNotRefused({ samples, billing }: ConformanceSubject): string | null {
  const isRefused = samples.refusesRepeatedReference === true || billing.capabilities.honoursExternalId
  return isRefused ? null : 'this adapter does not ask for the check'
}
