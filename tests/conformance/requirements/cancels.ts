import { expect } from 'vitest'
import type { CancelOrder } from '../../../src/billing/posting-port.ts'
import { CANCELED, expectCalls, readOne, refused, UNKNOWN, unique } from '../kit.ts'
import { findPostings, paymentOrder, post, posted } from '../money-orders.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call, type OpenedAccount, writingCall } from '../subject.ts'
import { troublesWithout } from '../troubles.ts'

const DAY_MS = 86_400_000
const PARTS = ['books.payments', 'office.openAccount'] as const satisfies readonly PartName[]
const CAN = ['cancellations'] as const

type Opening = ConformanceSubject & { readonly office: { openAccount(): OpenedAccount | Promise<OpenedAccount> } }

/** Taking a payment back, where the billing can. */
export const CANCEL_REQUIREMENTS: readonly Requirement[] = [
  requirement(
    'CANCELS-1',
    'A payment is canceled once: its row says so or is gone, the money goes, a second time is told.',
    {
      capabilities: CAN,
      parts: PARTS,
      prove: async (subject, note) => {
        const { account, wanted } = await paid(subject)
        expect(await cancel(subject, wanted)).toEqual({ kind: 'canceled' })
        const rows = await subject.books.payments(account.id)
        expect(rows.filter(({ status }) => status !== 'CANCELED')).toEqual([])
        const { balance } = await readOne(subject.billing.accounts.findAccounts([account.id], call()), account.id)
        expect(balance.amount.minorUnits).toBe(0n)
        const again = await cancel(subject, wanted)
        if (rows.length > 0) {
          expect(again).toEqual({ kind: 'already' })
          const found = await findPostings(subject, { id: account.id, reference: wanted.reference })
          expect(found).toMatchObject([{ payment: { status: 'CANCELED' } }])
          return
        }
        note('this billing deletes what is canceled')
        expect([{ kind: 'already' }, refused('PAYMENT_NOT_FOUND')]).toContainEqual(again)
      },
    },
  ),
  requirement(
    'CANCELS-2',
    'Only the payment that is meant is canceled: its account, amount and reference are its own.',
    {
      capabilities: CAN,
      parts: PARTS,
      prove: async (subject) => {
        const { account, wanted } = await paid(subject)
        const other = await subject.office.openAccount()
        const amount = { ...wanted.amount, minorUnits: wanted.amount.minorUnits + 1n }
        for (const wrong of [
          { accountId: other.id },
          { accountId: subject.samples.unknownAccountId },
          { paymentId: subject.samples.unknownRecordId },
          { paymentId: "1' OR 1" },
          { amount },
          { reference: unique('C') },
        ]) {
          expect([wrong, await cancel(subject, { ...wanted, ...wrong })]).toEqual([wrong, refused('PAYMENT_NOT_FOUND')])
        }
        expect(await subject.books.payments(account.id)).toMatchObject([{ status: 'DONE' }])
      },
    },
  ),
  requirement('CANCELS-3', 'What is too old is refused.', {
    capabilities: CAN,
    parts: [...PARTS, 'office.advanceClock', 'samples.cancelableDays'],
    turn: 'LATE',
    prove: async (subject) => {
      const { account, wanted } = await paid(subject)
      await subject.office.advanceClock(subject.samples.cancelableDays * DAY_MS + 60_000)
      expect(await cancel(subject, wanted)).toEqual(refused('TOO_LATE'))
      expect(await subject.books.payments(account.id)).toMatchObject([{ status: 'DONE' }])
    },
  }),
  requirement('CANCELS-4', 'What is spent is refused.', {
    capabilities: CAN,
    parts: [...PARTS, 'office.charge'],
    unless: ({ samples }) =>
      samples.cancelsSpentPayments === true ? 'this billing takes spent payments back as well' : null,
    prove: async (subject) => {
      const { account, wanted } = await paid(subject)
      await subject.office.charge(account.id, '1.00')
      expect(await cancel(subject, wanted)).toEqual(refused('ALREADY_SPENT'))
      expect(await subject.books.payments(account.id)).toMatchObject([{ status: 'DONE' }])
    },
  }),
  ...troublesWithout('hugeAnswer', 'brokenMoney').map(({ kind, words }) =>
    requirement(
      `CANCELS-10.${kind}`,
      `After ${words} a cancellation is of unknown outcome, sent once, and the look-up tells.`,
      {
        capabilities: CAN,
        parts: PARTS,
        faults: [['cancelPayment', kind]],
        prove: async (subject) => {
          const { account, wanted } = await paid(subject)
          // A row of somebody else, for the answers that mix one in.
          await posted(subject, { id: (await subject.office.openAccount()).id, reference: unique('C') })
          await subject.faults?.cause('cancelPayment', kind, {})
          await subject.calls?.reset()
          await expect(cancel(subject, wanted)).rejects.toMatchObject(UNKNOWN)
          await expectCalls(subject, 'cancelPayment', 1)
          await subject.faults?.clear()
          const rows = await subject.books.payments(account.id)
          const found = await findPostings(subject, { id: account.id, reference: wanted.reference })
          expect(found.map(({ payment }) => payment.status)).toEqual(rows.map(({ status }) => status))
        },
      },
    ),
  ),
  requirement('CANCELS-11', 'A cancellation that may not start is not sent.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const { account, wanted } = await paid(subject)
      await subject.calls?.reset()
      await expect(cancel(subject, wanted, () => false)).rejects.toMatchObject(CANCELED)
      await expectCalls(subject, 'cancelPayment', 0)
      expect(await subject.books.payments(account.id)).toMatchObject([{ status: 'DONE' }])
    },
  }),
  requirement('CANCELS-12', 'A cancellation whose session has ended is sent again, and done once.', {
    capabilities: CAN,
    parts: [...PARTS, 'office.expireSessions'],
    prove: async (subject) => {
      const { wanted } = await paid(subject)
      await subject.office.expireSessions()
      expect(await cancel(subject, wanted)).toEqual({ kind: 'canceled' })
    },
  }),
  requirement('CANCELS-13', 'The reference of what was canceled stays used where the billing minds references.', {
    capabilities: CAN,
    parts: PARTS,
    unless: ({ samples }) =>
      samples.refusesRepeatedReference === true ? null : 'this adapter does not ask for the check',
    prove: async (subject, note) => {
      const { account, wanted } = await paid(subject)
      await cancel(subject, wanted)
      const verdict = await post(subject, { id: account.id, reference: wanted.reference })
      if ((await subject.books.payments(account.id)).length === 1) {
        if (verdict.kind === 'posted') note('a reference is free again after a cancellation')
        else expect(verdict).toEqual({ kind: 'duplicate' })
      } else throw new Error('the canceled row and a new one stand side by side')
    },
  }),
]

/** An account with one payment, and the order that cancels it. */
async function paid(subject: Opening): Promise<{ readonly account: OpenedAccount; readonly wanted: CancelOrder }> {
  const account = await subject.office.openAccount()
  const reference = unique('C')
  const paymentId = await posted(subject, { id: account.id, reference })
  const { accountId, amount } = paymentOrder(subject, { id: account.id, reference })
  return { account, wanted: { accountId, amount, reference, paymentId } }
}

function cancel({ billing }: ConformanceSubject, wanted: CancelOrder, mayStart?: () => boolean) {
  return billing.postings.cancelPayment(wanted, writingCall(mayStart))
}
