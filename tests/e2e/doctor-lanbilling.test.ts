import { expect, onTestFinished, test } from 'vitest'
import { type LanbillingDouble, startLanbillingDouble } from '../doubles/lanbilling.ts'
import { quirkOf, readDoctor, sliceOf } from '../support/doctor.ts'

async function startDouble(): Promise<LanbillingDouble> {
  const double = await startLanbillingDouble()
  onTestFinished(() => double.close())
  return double
}

function environmentOf({ url, login, password }: LanbillingDouble): Readonly<Record<string, string>> {
  return {
    BILLING_MODULE: 'lanbilling',
    LANBILLING_URL: url,
    LANBILLING_LOGIN: login,
    LANBILLING_PASSWORD: password,
    LANBILLING_TICKET_CLASSES: '1=FAULT',
    LANBILLING_TICKET_STATUSES: '1=OPEN,4=CLOSED',
  }
}

test('a LANBilling is read, and its habits are recognised', async () => {
  const { code, report } = await readDoctor(['--no-load'], environmentOf(await startDouble()))
  expect({ code, problems: report.problems }).toEqual({ code: 0, problems: [] })
  expect(['accounts', 'profile', 'services', 'payments', 'tickets'].map((name) => sliceOf(report, name))).toEqual(
    Array.from({ length: 5 }, () => 'ok'),
  )
  const seen = report.quirks.filter(({ state }) => state === 'seen').map(({ id }) => id)
  expect(seen).toEqual(expect.arrayContaining(['Q9', 'Q11', 'Q15', 'Q16', 'Q17', 'Q18']))
  expect([quirkOf(report, 'Q10'), quirkOf(report, 'Q12')]).toEqual(['cannot_be_seen', 'cannot_be_seen'])
  expect(report.rows.find(({ id }) => id === 'P5')).toMatchObject({ state: 'no', because: ['transfers'] })
})

test('a manager whom LANBilling does not know is told from a session that it forgets', async () => {
  const double = await startDouble()
  const stranger = await readDoctor(['--no-load'], { ...environmentOf(double), LANBILLING_PASSWORD: 'another' })
  expect(stranger).toMatchObject({ code: 1, report: { signIn: { state: 'wrong_credentials' } } })
  // More than any login can mend.
  double.break('*', { kind: 'sessionLost', when: 'before' }, 50)
  const forgetful = await readDoctor(['--no-load'], environmentOf(double))
  expect(forgetful).toMatchObject({ code: 1, report: { signIn: { state: 'session_not_kept' } } })
})

test('a session of LANBilling that ends in between is opened again, and that is seen', async () => {
  const double = await startDouble()
  double.break('getPayments', { kind: 'sessionLost', when: 'before' }, 1)
  const { code, report } = await readDoctor(['--no-load'], environmentOf(double))
  expect(code).toBe(0)
  const { signs } = report.quirks.find(({ id }) => id === 'Q16') ?? { signs: [] }
  expect(signs).toMatchObject([{ what: 'soap Login: opens a session by a cookie', count: 2 }])
})

test('a payment tried on LANBilling is refused the second time and taken back', async () => {
  const double = await startDouble()
  const { code, report } = await readDoctor(['--no-load', '--write', '0077001', '--yes'], environmentOf(double))
  expect({ code, problems: report.problems }).toEqual({ code: 0, problems: [] })
  expect(report.write).toMatchObject({
    first: { kind: 'posted' },
    second: { kind: 'duplicate' },
    foundAfterSecond: 1,
    left: [],
  })
  expect(report.write?.canceled).toHaveLength(1)
})
