import { expect } from 'vitest'
import type { StatementKey } from '../../../src/billing/port.ts'
import type { Statement } from '../../../src/domain/statement.ts'
import { findBusiest } from '../facts.ts'
import { listIds, read, readOne, UNWRITABLE } from '../kit.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call } from '../subject.ts'

const DAY_MS = 86_400_000
const BOOKS = ['books.payments', 'books.charges'] as const satisfies readonly PartName[]

/** Statements: what they say is what payments and charges say, to the kopeck and to the second. */
export const STATEMENT_REQUIREMENTS: readonly Requirement[] = [
  requirement(
    'STATEMENTS-1',
    'A year has every payment and every charge of that year, oldest first, and nothing else.',
    {
      capabilities: ['statements'],
      parts: BOOKS,
      facts: ['an account with six charges'],
      prove: async (subject) => {
        const { accountId } = await findBusiest(subject, 'charges')
        const period = { from: await day(subject, 365), to: await day(subject, 0) }
        const statement = await readStatement(subject, { accountId, period })
        const within = (at: number | undefined) => at !== undefined && dayOf(subject, at) >= period.from
        const payments = (await subject.books.payments(accountId))
          .filter(({ paidAt, status }) => status === 'DONE' && within(paidAt))
          .map(({ id, paidAt }) => ({ id, kind: 'PAYMENT', at: paidAt ?? 0 }))
        const charges = (await subject.books.charges(accountId))
          .filter(({ chargedAt }) => within(chargedAt))
          .map(({ id, chargedAt }) => ({ id, kind: 'CHARGE', at: chargedAt ?? 0 }))
        const truth = [...payments, ...charges]
        expect(statement).toMatchObject({ accountId, period })
        const told = statement.entries.map(({ id, kind, at }) => ({ id, kind, at }))
        expect(new Set(told.map(write))).toEqual(new Set(truth.map(write)))
        expect(told).toHaveLength(truth.length)
        const instants = told.map(({ at }) => at ?? 0)
        expect(instants).toEqual(instants.toSorted((one, other) => one - other))
      },
    },
  ),
  requirement('STATEMENTS-2', 'Opening + credited − debited = closing, and the last closing is the balance.', {
    capabilities: ['statements'],
    prove: async (subject) => {
      const { billing } = subject
      const some = (await listIds(subject)).slice(0, 12)
      const period = { from: await day(subject, 90), to: await day(subject, 0) }
      const keys = some.map((accountId) => ({ accountId, period }))
      const statements = await read(billing.statements.readStatements(keys, call()))
      const accounts = await read(billing.accounts.findAccounts(some, call()))
      expect(statements.size).toBe(some.length)
      for (const [{ accountId }, { opening, credited, debited, closing, entries }] of statements) {
        expect(opening.minorUnits + credited.minorUnits - debited.minorUnits).toBe(closing.minorUnits)
        expect(closing).toEqual(accounts.get(accountId)?.balance.amount)
        const sum = (kind: string) =>
          entries.filter((entry) => entry.kind === kind).reduce((total, { amount }) => total + amount.minorUnits, 0n)
        expect([sum('PAYMENT'), sum('CHARGE')]).toEqual([credited.minorUnits, debited.minorUnits])
      }
    },
  }),
  requirement(
    'STATEMENTS-3',
    'Neighbouring periods join: no entry is lost or twice, and the first closing is the second opening.',
    {
      capabilities: ['statements'],
      parts: BOOKS,
      facts: ['an account with six charges'],
      prove: async (subject) => {
        const { accountId } = await findBusiest(subject, 'charges')
        const [start, middle, next, end] = await Promise.all([60, 31, 30, 1].map((count) => day(subject, count)))
        const of = (from = '', to = '') => readStatement(subject, { accountId, period: { from, to } })
        const [whole, first, second] = [await of(start, end), await of(start, middle), await of(next, end)]
        expect(second.opening).toEqual(first.closing)
        expect([whole.opening, whole.closing]).toEqual([first.opening, second.closing])
        expect([...first.entries, ...second.entries]).toEqual(whole.entries)
      },
    },
  ),
  requirement('STATEMENTS-4', 'Both days belong to the period, in the zone of the billing.', {
    capabilities: ['statements'],
    parts: BOOKS,
    facts: ['an account with six charges'],
    prove: async (subject) => {
      const { accountId } = await findBusiest(subject, 'charges')
      for (const { id, chargedAt } of (await subject.books.charges(accountId)).slice(0, 3)) {
        const on = dayOf(subject, chargedAt ?? 0)
        const { entries } = await readStatement(subject, { accountId, period: { from: on, to: on } })
        expect(entries.map((entry) => entry.id)).toContain(id)
      }
    },
  }),
  requirement('STATEMENTS-5', 'A period before the agreement has nothing, and both balances are zero.', {
    capabilities: ['statements'],
    prove: async (subject) => {
      const [accountId = ''] = await listIds(subject)
      const period = { from: '2001-01-01', to: '2001-12-31' }
      const { opening, closing, entries } = await readStatement(subject, { accountId, period })
      expect([opening.minorUnits, closing.minorUnits, entries]).toEqual([0n, 0n, []])
    },
  }),
  requirement('STATEMENTS-6', 'Unknown accounts are absent, and equal questions are answered each.', {
    capabilities: ['statements'],
    prove: async (subject) => {
      const [accountId = ''] = await listIds(subject)
      const period = { from: await day(subject, 10), to: await day(subject, 0) }
      const asked = [subject.samples.unknownAccountId, '17;23', accountId, accountId]
      const keys = asked.map((id) => ({ accountId: id, period }))
      const statements = await read(subject.billing.statements.readStatements(keys, call()))
      expect([...statements.keys()].map((key) => keys.indexOf(key))).toEqual([2, 3])
    },
  }),
  requirement('STATEMENTS-7', 'A period that is none is refused before it is sent.', {
    capabilities: ['statements'],
    prove: async (subject) => {
      const [accountId = ''] = await listIds(subject)
      for (const [from, to] of [
        ['2026-02-30', '2026-03-01'],
        ['2026-01-01', '2026-13-01'],
        ['2026-01-02', '2026-01-01'],
        ['', ''],
        ['2026-01-01<', '2026-01-02'],
      ] as const) {
        await expect(readStatement(subject, { accountId, period: { from, to } })).rejects.toMatchObject(UNWRITABLE)
      }
    },
  }),
]

function readStatement({ billing }: ConformanceSubject, key: StatementKey): Promise<Statement> {
  return readOne(billing.statements.readStatements([key], call()), key)
}

/** The day so many days ago by the billing's clock, in its zone. */
async function day(subject: ConformanceSubject, count: number): Promise<string> {
  return dayOf(subject, (await subject.now()) - count * DAY_MS)
}

function dayOf({ timeZone }: ConformanceSubject, at: number): string {
  // Sweden writes days as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
}

function write({ id, kind, at }: { readonly id: string; readonly kind: string; readonly at: number | null }): string {
  return `${kind} ${id} ${at}`
}
