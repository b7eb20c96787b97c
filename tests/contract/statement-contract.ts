import { expect, test } from 'vitest'
import type { StatementKey } from '../../src/billing/port.ts'
import type { Statement } from '../../src/domain/statement.ts'
import { readable } from '../support/readable.ts'
import { type ContractSubject, call } from './subject.ts'

const DAY_MS = 86_400_000

/** Statements: what they say is what payments and charges say, to the kopeck and to the second. */
export function describeStatementContract(get: () => ContractSubject): void {
  const ids = () => get().accounts.map(({ id }) => id)

  async function read(key: StatementKey): Promise<Statement> {
    const statement = (await readable(get().billing.statements.readStatements([key], call()))).get(key)
    if (statement === undefined) throw new Error('no statement')
    return statement
  }

  /** Days in Moscow, `count` days ago. */
  const day = (count: number) => new Date(get().now() - count * DAY_MS + 3 * 3_600_000).toISOString().slice(0, 10)

  test('BIL-50 a year has every payment and every charge of that year, oldest first, and nothing else', async () => {
    const [accountId = ''] = ids()
    const period = { from: day(365), to: day(0) }
    const statement = await read({ accountId, period })
    const from = Date.parse(`${period.from}T00:00:00+03:00`)
    const within = (at: number) => at >= from && at <= get().now()
    const payments = get()
      .payments(accountId)
      .filter(({ paidAt, status }) => status === 'DONE' && within(paidAt))
      .map(({ id, paidAt }) => ({ id, kind: 'PAYMENT', at: paidAt }))
    const charges = get()
      .charges(accountId)
      .filter(({ chargedAt }) => within(chargedAt))
      .map(({ id, chargedAt }) => ({ id, kind: 'CHARGE', at: chargedAt }))
    const truth = [...payments, ...charges].toSorted(
      (one, other) => one.at - other.at || Number(one.id) - Number(other.id),
    )
    expect(truth.length).toBeGreaterThan(20)
    expect(statement.entries.map(({ id, kind, at }) => ({ id, kind, at }))).toEqual(truth)
    expect(statement).toMatchObject({ accountId, period })
  })

  test('BIL-51 opening + credited − debited = closing, and the last closing is the balance', async () => {
    const { billing } = get()
    const some = ids().slice(0, 12)
    const keys = some.map((accountId) => ({ accountId, period: { from: day(90), to: day(0) } }))
    const statements = await readable(billing.statements.readStatements(keys, call()))
    const accounts = await readable(billing.accounts.findAccounts(some, call()))
    expect(statements.size).toBe(12)
    for (const [{ accountId }, { opening, credited, debited, closing, entries }] of statements) {
      expect(opening.minorUnits + credited.minorUnits - debited.minorUnits).toBe(closing.minorUnits)
      expect(closing).toEqual(accounts.get(accountId)?.balance.amount)
      const sum = (kind: string) =>
        entries.filter((entry) => entry.kind === kind).reduce((total, { amount }) => total + amount.minorUnits, 0n)
      expect([sum('PAYMENT'), sum('CHARGE')]).toEqual([credited.minorUnits, debited.minorUnits])
    }
  })

  test('BIL-52 neighbouring periods join: the first closing is the second opening, and no entry is lost or twice', async () => {
    const [accountId = ''] = ids()
    const whole = await read({ accountId, period: { from: day(60), to: day(1) } })
    const first = await read({ accountId, period: { from: day(60), to: day(31) } })
    const second = await read({ accountId, period: { from: day(30), to: day(1) } })
    expect(second.opening).toEqual(first.closing)
    expect([whole.opening, whole.closing]).toEqual([first.opening, second.closing])
    expect([...first.entries, ...second.entries]).toEqual(whole.entries)
    expect(whole.entries.length).toBeGreaterThan(1)
  })

  test('BIL-53 both days belong to the period, in the zone of the billing', async () => {
    const [accountId = ''] = ids()
    for (const { id, chargedAt } of get().charges(accountId).slice(0, 3)) {
      const on = new Date(chargedAt + 3 * 3_600_000).toISOString().slice(0, 10)
      const { entries } = await read({ accountId, period: { from: on, to: on } })
      expect(entries.map((entry) => entry.id)).toContain(id)
    }
  })

  test('BIL-54 a period before the agreement has nothing and both balances zero', async () => {
    const [accountId = ''] = ids()
    const { opening, closing, entries } = await read({ accountId, period: { from: '2001-01-01', to: '2001-12-31' } })
    expect([opening.minorUnits, closing.minorUnits, entries]).toEqual([0n, 0n, []])
  })

  test('BIL-55 unknown accounts are absent, and equal questions are answered each', async () => {
    const [accountId = ''] = ids()
    const period = { from: day(10), to: day(0) }
    const keys = ['999999999', '0', '17;23', accountId, accountId].map((id) => ({ accountId: id, period }))
    const statements = await readable(get().billing.statements.readStatements(keys, call()))
    expect([...statements.keys()].map((key) => keys.indexOf(key))).toEqual([3, 4])
  })

  test.each([
    ['2026-02-30', '2026-03-01'],
    ['2026-01-01', '2026-13-01'],
    ['2026-01-02', '2026-01-01'],
    ['', ''],
    ['2026-01-01<', '2026-01-02'],
  ])('BIL-56 a period from %j to %j is refused before it is sent', async (from, to) => {
    const [accountId = ''] = ids()
    await expect(read({ accountId, period: { from, to } })).rejects.toMatchObject({
      name: 'BillingError',
      code: 'BILLING_UNWRITABLE_REQUEST',
      outcome: 'not_applied',
    })
  })
}
