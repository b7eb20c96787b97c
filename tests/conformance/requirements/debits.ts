import { expect } from 'vitest'
import type { DebitOrder } from '../../../src/billing/posting-port.ts'
import {
  CANCELED,
  expectCalls,
  money,
  NOT_APPLIED,
  openPaid,
  read,
  readOne,
  refused,
  UNKNOWN,
  UNWRITABLE,
  unique,
} from '../kit.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call, writingCall } from '../subject.ts'
import { troublesWithout } from '../troubles.ts'

const DESCRIPTION = 'Перевод на счёт 00****7'
const CAN = ['transfers'] as const
const PARTS = ['books.debits', 'office.openAccount', 'office.postPayment'] as const satisfies readonly PartName[]

/** Money that is taken from an account for another one. The judge is the billing's own ledger. */
export const DEBIT_REQUIREMENTS: readonly Requirement[] = [
  requirement('DEBITS-1', 'A debit is taken once, is a charge of the account, and its reference finds it.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const { id } = await openPaid(subject, '100.00')
      const order = debitOrder(subject, id, 2_550n)
      const verdict = await debit(subject, order)
      const [row, ...others] = await subject.books.debits(id)
      expect(others).toEqual([])
      expect(row).toMatchObject({ amount: '25.50', reference: order.reference, description: DESCRIPTION })
      const told = { id: row?.id, accountId: id, amount: order.amount, reference: order.reference }
      expect(verdict).toMatchObject({ kind: 'debited', debit: told })
      expect(await find(subject, order.reference)).toMatchObject([told])
      expect(await find(subject, unique('D'))).toEqual([])
      const { balance } = await readOne(subject.billing.accounts.findAccounts([id], call()), id)
      expect(balance.amount.minorUnits).toBe(7_450n)
      const key = { accountId: id, first: 1, before: null }
      const page = await readOne(subject.billing.charges.listCharges([key], call()), key)
      expect(page.charges[0]).toMatchObject({ id: row?.id, serviceId: null, period: null, description: DESCRIPTION })
    },
  }),
  requirement(
    'DEBITS-2',
    'An account gives what it owns to the kopeck, and not a kopeck more, however many ask at once.',
    {
      capabilities: CAN,
      parts: PARTS,
      prove: async (subject) => {
        const { id } = await openPaid(subject, '10.00')
        const take = (minorUnits: bigint) => debit(subject, debitOrder(subject, id, minorUnits))
        const verdicts = await Promise.all([400n, 400n, 400n].map(take))
        expect(verdicts.filter(({ kind }) => kind === 'debited')).toHaveLength(2)
        expect(verdicts.filter(({ kind }) => kind === 'refused')).toEqual([refused('NOT_ENOUGH_MONEY')])
        expect(await take(200n)).toMatchObject({ kind: 'debited' })
        expect(await take(1n)).toEqual(refused('NOT_ENOUGH_MONEY'))
        expect(await subject.books.debits(id)).toHaveLength(3)
      },
    },
  ),
  requirement('DEBITS-3', 'An account that is not there, or has ended, is a refusal, and nothing is written.', {
    capabilities: CAN,
    parts: [...PARTS, 'office.terminateAccount'],
    prove: async (subject) => {
      const { id } = await openPaid(subject, '100.00')
      await subject.office.terminateAccount(id)
      for (const stranger of [subject.samples.unknownAccountId, '1;2']) {
        expect(await debit(subject, debitOrder(subject, stranger, 100n))).toEqual(refused('ACCOUNT_NOT_FOUND'))
      }
      expect(await debit(subject, debitOrder(subject, id, 100n))).toEqual(refused('ACCOUNT_CLOSED'))
      expect(await subject.books.debits(id)).toEqual([])
    },
  }),
  requirement('DEBITS-4', 'A reference that was debited already is told to be, and takes nothing.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const { id } = await openPaid(subject, '100.00')
      const order = debitOrder(subject, id, 1000n)
      expect((await debit(subject, order)).kind).toBe('debited')
      expect(await debit(subject, order)).toEqual({ kind: 'duplicate' })
      expect(await subject.books.debits(id)).toHaveLength(1)
    },
  }),
  requirement(
    'DEBITS-5',
    'Where nobody asks for the check a reference is debited as often as it is sent, and found as often.',
    {
      capabilities: CAN,
      parts: [...PARTS, 'connections.open'],
      settings: ['duplicateCheck'],
      prove: async (subject) => {
        const { id } = await openPaid(subject, '100.00')
        const unchecked = await subject.connections.open({ duplicateCheck: false })
        const order = debitOrder(subject, id, 1000n)
        for (let time = 0; time < 2; time += 1) {
          expect((await unchecked.postings.postDebit(order, writingCall())).kind).toBe('debited')
        }
        expect(await find(subject, order.reference)).toHaveLength(2)
      },
    },
  ),
  ...Object.entries<{ readonly words: string; readonly change: (order: DebitOrder) => DebitOrder }>({
    emptyReference: { words: 'An empty reference', change: (order) => ({ ...order, reference: '' }) },
    longReference: {
      words: 'A reference that is too long',
      change: (order) => ({ ...order, reference: 'x'.repeat(2000) }),
    },
    nothing: {
      words: 'A debit of nothing',
      change: (order) => ({ ...order, amount: { ...order.amount, minorUnits: 0n } }),
    },
    negative: {
      words: 'A debit of less than nothing',
      change: (order) => ({ ...order, amount: { ...order.amount, minorUnits: -1n } }),
    },
    description: { words: 'A debit without a description', change: (order) => ({ ...order, description: '' }) },
    currency: {
      words: 'A debit in another currency',
      change: (order) => ({
        ...order,
        amount: { ...order.amount, currency: order.amount.currency === 'USD' ? 'EUR' : 'USD' },
      }),
    },
  }).map(([name, { words, change }]) =>
    requirement(`DEBITS-6.${name}`, `${words} is refused and not sent.`, {
      capabilities: CAN,
      parts: PARTS,
      prove: async (subject) => {
        const { id } = await openPaid(subject, '100.00')
        await subject.calls?.reset()
        await expect(debit(subject, change(debitOrder(subject, id, 100n)))).rejects.toMatchObject(UNWRITABLE)
        await expectCalls(subject, 'postDebit', 0)
        expect(await subject.books.debits(id)).toEqual([])
      },
    }),
  ),
  requirement('DEBITS-7', 'A debit that may not start is not sent.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const { id } = await openPaid(subject, '100.00')
      await subject.calls?.reset()
      const held = writingCall(() => false)
      const taking = subject.billing.postings.postDebit(debitOrder(subject, id, 100n), held)
      await expect(taking).rejects.toMatchObject(CANCELED)
      await expectCalls(subject, 'postDebit', 0)
      expect(await subject.books.debits(id)).toEqual([])
    },
  }),
  requirement('DEBITS-8', 'Each reference has its own list, one that is asked for twice has one.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const { id } = await openPaid(subject, '100.00')
      const order = debitOrder(subject, id, 1000n)
      await debit(subject, order)
      const other = unique('D')
      const found = await read(subject.billing.postings.findDebits([order.reference, order.reference, other], call()))
      expect(new Map([...found].map(([reference, { length }]) => [reference, length]))).toEqual(
        new Map([
          [order.reference, 1],
          [other, 0],
        ]),
      )
    },
  }),
  ...(['serverError', 'cutAnswer', 'brokenMoney', 'emptyBody'] as const).map((kind) =>
    requirement(`DEBITS-9.${kind}`, `A look-up of a debit that meets ${kind} has found nothing out.`, {
      capabilities: CAN,
      parts: PARTS,
      faults: [['findDebits', kind]],
      prove: async (subject) => {
        const { id } = await openPaid(subject, '100.00')
        const order = debitOrder(subject, id, 1000n)
        await debit(subject, order)
        await subject.faults?.cause('findDebits', kind, {})
        await expect(find(subject, order.reference)).rejects.toMatchObject(NOT_APPLIED)
      },
    }),
  ),
  ...troublesWithout('unknownCodes', 'hugeAnswer').map(({ kind, words, rows }) =>
    requirement(
      `DEBITS-10.${kind}`,
      `After ${words} a debit is of unknown outcome, sent once, and the look-up tells.`,
      {
        capabilities: CAN,
        parts: PARTS,
        faults: [['postDebit', kind]],
        prove: async (subject) => {
          const { id } = await openPaid(subject, '100.00')
          // A row of somebody else, for the answers that mix one in.
          await debit(subject, debitOrder(subject, (await openPaid(subject, '100.00')).id, 100n))
          const order = debitOrder(subject, id, 1000n)
          await subject.faults?.cause('postDebit', kind, {})
          await subject.calls?.reset()
          await expect(debit(subject, order)).rejects.toMatchObject(UNKNOWN)
          await expectCalls(subject, 'postDebit', 1)
          await subject.faults?.clear()
          const written = await subject.books.debits(id)
          if (rows !== null) expect(written).toHaveLength(rows)
          expect((await find(subject, order.reference)).map((row) => row.id)).toEqual(written.map((row) => row.id))
        },
      },
    ),
  ),
]

function debitOrder(subject: ConformanceSubject, accountId: string, minorUnits: bigint): DebitOrder {
  return { accountId, amount: money(subject, minorUnits), reference: unique('D'), description: DESCRIPTION }
}

function debit({ billing }: ConformanceSubject, order: DebitOrder) {
  return billing.postings.postDebit(order, writingCall())
}

function find({ billing }: ConformanceSubject, reference: string) {
  return readOne(billing.postings.findDebits([reference], call()), reference)
}
