import { expect, onTestFinished, test } from 'vitest'
import { type AbillsDouble, startAbillsDouble } from '../doubles/abills.ts'
import { quirkOf, readDoctor, sliceOf } from '../support/doctor.ts'

async function startDouble(): Promise<AbillsDouble> {
  const double = await startAbillsDouble({ settings: { latencyMs: 80 } })
  onTestFinished(() => double.close())
  return double
}

function environmentOf({ url, apiKey }: AbillsDouble): Readonly<Record<string, string>> {
  return { BILLING_MODULE: 'abills', BILLING_TIME_ZONE: 'UTC', ABILLS_URL: url, ABILLS_KEY: apiKey }
}

function subscriberOf({ logins }: AbillsDouble, uid: number): { readonly login: string; readonly password: string } {
  const found = logins.find((one) => one.uid === uid)
  if (found === undefined) throw new Error('No such subscriber')
  return found
}

test('an ABillS billing is read without an account being named, and what only subscribers see is told', async () => {
  const { code, report } = await readDoctor(['--no-load'], environmentOf(await startDouble()))
  expect({ code, problems: report.problems }).toEqual({ code: 0, problems: [] })
  expect(['accounts', 'profile', 'services', 'payments', 'statement'].map((name) => sliceOf(report, name))).toEqual(
    Array.from({ length: 5 }, () => 'ok'),
  )
  expect(sliceOf(report, 'availableTariffs')).toBe('subscriber_only')
  expect(sliceOf(report, 'devices')).toBe('refused')
  expect(report.rows.find(({ id }) => id === 'C2')).toMatchObject({ state: 'unproven', because: ['availableTariffs'] })
  expect(report.rows.find(({ id }) => id === 'P5')).toMatchObject({ state: 'no', because: ['transfers'] })
  expect(report.quirks.filter(({ id }) => ['Q6', 'Q15', 'Q18'].includes(id)).map(({ state }) => state)).toEqual(
    Array.from({ length: 3 }, () => 'cannot_be_seen'),
  )
  expect([quirkOf(report, 'Q9'), quirkOf(report, 'Q11')]).toEqual(['seen', 'seen'])
})

test('a subscriber of an ABillS billing who signs in is shown the rest', async () => {
  const double = await startDouble()
  const { login, password } = subscriberOf(double, 3)
  const { code, report } = await readDoctor(['--no-load', '--sign-in', login], environmentOf(double), `${password}\n`)
  expect({ code, problems: report.problems }).toEqual({ code: 0, problems: [] })
  expect([sliceOf(report, 'credentials'), sliceOf(report, 'availableTariffs')]).toEqual(['ok', 'ok'])
  expect(report.slices.filter(({ state }) => state === 'subscriber_only')).toEqual([])
})

test('what an ABillS billing can take is found out', async () => {
  const { report } = await readDoctor([], environmentOf(await startDouble()))
  expect(report.load?.recommended.maxConcurrency).toBeLessThanOrEqual(4)
  expect(Math.max(...(report.load?.levels ?? []).map(({ parallel }) => parallel))).toBeLessThanOrEqual(4)
})

test('a key that an ABillS billing does not know is refused, and the page of a program that died is Q5', async () => {
  const double = await startDouble()
  const { code, report } = await readDoctor(['--no-load'], {
    ...environmentOf(double),
    ABILLS_KEY: 'another-key-5ecret',
  })
  expect(code).toBe(1)
  expect(report.signIn.state).toMatch(/^(?:refused|wrong_credentials)$/)
  double.break('GET /payments/types/', { kind: 'html' }, 1)
  const dead = await readDoctor(['--no-load'], environmentOf(double))
  expect(dead).toMatchObject({ code: 1, report: { signIn: { state: 'failed' } } })
  expect(quirkOf(dead.report, 'Q5')).toBe('seen')
})

test('a payment tried on an ABillS billing is taken back', async () => {
  const double = await startDouble()
  const { login } = subscriberOf(double, 3)
  const before = double.balanceOf(3)
  const { code, report } = await readDoctor(['--no-load', '--write', login, '--yes'], environmentOf(double))
  expect({ code, problems: report.problems }).toEqual({ code: 0, problems: [] })
  expect(report.write).toMatchObject({ first: { kind: 'posted' }, foundAfterFirst: 1, foundAfterSecond: 1, left: [] })
  expect(double.balanceOf(3)).toBe(before)
})
