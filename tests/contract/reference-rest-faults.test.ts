import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { Oddity } from '../../src/billing/reference/oddity.ts'
import { connectBilling, type Fault, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { call } from './subject.ts'

let sandbox: TestSandbox
let billing: BillingSystem
/** Gives up soon, for faults that are only over when somebody does. */
let impatient: BillingSystem
let ids: readonly string[] = []
let tariffIds: readonly string[] = []
let good: Awaited<ReturnType<typeof readAll>>
const oddities: Oddity[] = []

beforeAll(async () => {
  sandbox = await startTestSandbox()
  billing = connectBilling(sandbox, { onOddity: (oddity) => oddities.push(oddity) })
  impatient = connectBilling(sandbox, { timeoutMs: 200 })
  ids = sandbox.books.listAccounts({ limit: 40, offset: 0 }).map(({ restId }) => String(restId))
  tariffIds = sandbox.books.listTariffs(null).map(({ id }) => String(id))
  good = await readAll()
}, 30_000)
afterAll(async () => {
  await Promise.all([billing.close(), impatient.close()])
  await sandbox.close()
})
beforeEach(() => void oddities.splice(0))
afterEach(() => sandbox.clearFaults())

const readersOf = (system: BillingSystem) => ({
  accounts: () => system.accounts.findAccounts(ids, call()),
  agreements: () => system.agreements.findAgreements(ids, call()),
  profiles: () => system.profiles.findProfiles(ids, call()),
  tariffs: () => system.tariffs.findTariffs(tariffIds, call()),
  services: () => system.services.listServices(ids, call()),
})
type Reader = keyof ReturnType<typeof readersOf>
const EVERY: readonly Reader[] = ['accounts', 'agreements', 'profiles', 'tariffs', 'services']

async function readAll() {
  const readers = readersOf(billing)
  const [accounts, agreements, profiles, tariffs, services] = await Promise.all([
    readers.accounts(),
    readers.agreements(),
    readers.profiles(),
    readers.tariffs(),
    readers.services(),
  ])
  return { accounts, agreements, profiles, tariffs, services }
}

describe('faults of every REST read', () => {
  test.each<readonly [string, Fault, string]>([
    ['Q5 an HTTP 500 that leaks file and line', { kind: 'http500' }, 'BILLING_FAILED'],
    ['an HTTP 503', { kind: 'unavailable' }, 'BILLING_OVERLOADED'],
    ['Q5 an HTML page with HTTP 200', { kind: 'html' }, 'BILLING_FAILED'],
    ['Q8 an empty body with HTTP 200', { kind: 'empty' }, 'BILLING_FAILED'],
    ['Q12 an error object within a 200', { kind: 'faultWith200' }, 'BILLING_FAILED'],
    ['Q6 an answer that is not well-formed', { kind: 'notWellFormed' }, 'BILLING_MALFORMED_ANSWER'],
    ['Q7 windows-1251 that is called utf-8', { kind: 'wrongCharset', variant: 'bytes' }, 'BILLING_MALFORMED_ANSWER'],
    ['Q7 utf-8 that is called windows-1251', { kind: 'wrongCharset', variant: 'header' }, 'BILLING_MALFORMED_ANSWER'],
    ['an answer that stops in the middle', { kind: 'truncated' }, 'BILLING_MALFORMED_ANSWER'],
    ['an answer of more than 3 MB', { kind: 'oversize' }, 'BILLING_ANSWER_TOO_LARGE'],
    ['an answer that drips without end', { kind: 'drip' }, 'BILLING_TIMEOUT'],
    ['no answer at all', { kind: 'hang' }, 'BILLING_TIMEOUT'],
    ['a connection that is reset', { kind: 'reset' }, 'BILLING_UNREACHABLE'],
    ["another operation's answer", { kind: 'wrongOperation' }, 'BILLING_MALFORMED_ANSWER'],
    ['every third field missing', { kind: 'missingFields' }, 'BILLING_MALFORMED_ANSWER'],
  ])('%s is %s %s', async (_name, fault, code) => {
    for (const reader of EVERY) await sandbox.setFault(`rest.${reader}`, fault)
    const readers = readersOf(code === 'BILLING_TIMEOUT' ? impatient : billing)
    const outcomes = await Promise.allSettled(EVERY.map((reader) => readers[reader]()))
    for (const [index, outcome] of outcomes.entries()) {
      expect([EVERY[index], outcome]).toEqual([
        EVERY[index],
        { status: 'rejected', reason: expect.objectContaining({ name: 'BillingError', code, outcome: 'not_applied' }) },
      ])
      expect(String(outcome.status === 'rejected' && outcome.reason)).not.toMatch(/mysql|Db\.pm|Ivanov|sandbox-key/)
    }
    await sandbox.clearFaults()
    expect(await readAll()).toEqual(good)
  })

  test('Q10 types that flip with content read the same, but for zeros that are lost in the answer itself', async () => {
    await sandbox.setFault('*', 'typeFlips')
    const flipped = await readAll()
    expect(flipped.tariffs).toEqual(good.tariffs)
    expect(flipped.services).toEqual(good.services)
    expect(flipped.profiles).toEqual(good.profiles)
    for (const name of ['accounts', 'agreements'] as const) {
      expect(flipped[name].size).toBe(good[name].size)
      for (const [id, value] of good[name]) {
        expect(flipped[name].get(id)).toEqual({ ...value, number: withoutZeros(value.number) })
      }
    }
  })

  test('Q13 rows that nobody asked for are left out and counted', async () => {
    await sandbox.setFault('*', 'foreignRows')
    const [id = ''] = ids
    const [tariffId = ''] = tariffIds
    expect(await billing.accounts.findAccounts([id], call())).toEqual(new Map([[id, good.accounts.get(id)]]))
    expect(await billing.agreements.findAgreements([id], call())).toEqual(new Map([[id, good.agreements.get(id)]]))
    expect(await billing.profiles.findProfiles([id], call())).toEqual(new Map([[id, good.profiles.get(id)]]))
    expect(await billing.services.listServices([id], call())).toEqual(new Map([[id, good.services.get(id)]]))
    expect(await billing.tariffs.findTariffs([tariffId], call())).toEqual(
      new Map([[tariffId, good.tariffs.get(tariffId)]]),
    )
    const fields = oddities.filter(({ kind }) => kind === 'foreign_row').map(({ field }) => field)
    expect(new Set(fields)).toEqual(
      new Set(['accounts.id', 'agreements.account_id', 'profiles.account_id', 'services.account_id', 'tariffs.id']),
    )
  })
})

describe('faults of amounts, dates and codes', () => {
  test('Q9 money as doubles is the same money, and the noise is counted', async () => {
    await sandbox.setFault('*', 'moneyAsDoubles')
    expect(await readersOf(billing).accounts()).toEqual(good.accounts)
    expect(await readersOf(billing).tariffs()).toEqual(good.tariffs)
    expect(oddities.some(({ kind, field }) => kind === 'money_noise' && field.startsWith('accounts.'))).toBe(true)
  })

  test('Q9 money that is broken is malformed', async () => {
    await sandbox.setFault('*', 'moneyBroken')
    await expect(readersOf(billing).accounts()).rejects.toMatchObject({ code: 'BILLING_MALFORMED_ANSWER' })
    await expect(readersOf(billing).tariffs()).rejects.toMatchObject({ code: 'BILLING_MALFORMED_ANSWER' })
  })

  test('Q11 dates that are lost are null where a service may lose them, and malformed where an agreement must have one', async () => {
    await sandbox.setFault('*', 'zeroDates')
    const services = [...(await readersOf(billing).services()).values()].flat()
    const known = new Map([...good.services.values()].flat().map((service) => [service.id, service.connectedOn]))
    const days = services.map(({ id, connectedOn }) => [connectedOn, known.get(id)] as const)
    expect(days.filter(([day]) => day === null).length).toBeGreaterThan(days.length / 2)
    // Every fourth comes as unix seconds, and is the same day in the billing's zone.
    const kept = days.filter(([day]) => day !== null)
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.filter(([day, truth]) => day !== truth)).toEqual([])
    await expect(readersOf(billing).agreements()).rejects.toMatchObject({ code: 'BILLING_MALFORMED_ANSWER' })
    expect(await readersOf(billing).accounts()).toEqual(good.accounts)
  })

  test('unlisted codes are UNKNOWN and counted, never a guess', async () => {
    await sandbox.setFault('*', 'unknownCodes')
    expect(new Set(await everyStatus())).toEqual(new Set(['UNKNOWN']))
    const fields = oddities
      .filter(({ kind, code }) => kind === 'unknown_code' && /^[78]\d$/.test(code ?? ''))
      .map(({ field }) => field)
    expect(new Set(fields)).toEqual(
      new Set(['accounts.state', 'agreements.state', 'services.state', 'services.kind', 'tariffs.kind']),
    )
  })
})

describe('faults while signing in', () => {
  test.each([
    ['http500', 'BILLING_FAILED'],
    ['unavailable', 'BILLING_OVERLOADED'],
    ['html', 'BILLING_FAILED'],
    ['empty', 'BILLING_FAILED'],
    ['faultWith200', 'BILLING_FAILED'],
    ['notWellFormed', 'BILLING_MALFORMED_ANSWER'],
    ['truncated', 'BILLING_MALFORMED_ANSWER'],
    ['hang', 'BILLING_TIMEOUT'],
    ['reset', 'BILLING_UNREACHABLE'],
    ['wrongOperation', 'BILLING_MALFORMED_ANSWER'],
    ['missingFields', 'BILLING_MALFORMED_ANSWER'],
    ['typeFlips', 'BILLING_MALFORMED_ANSWER'],
  ])('a check that meets %s is %s and never "wrong password"', async (kind, code) => {
    await sandbox.setFault('rest.checkCredentials', kind)
    await expect(check(code === 'BILLING_TIMEOUT' ? impatient : billing)).rejects.toMatchObject({
      name: 'BillingError',
      code,
      outcome: 'not_applied',
    })
  })

  test('an account list that cannot be read lets nobody in', async () => {
    await sandbox.setFault('rest.accounts', 'html')
    await expect(check(billing)).rejects.toMatchObject({ code: 'BILLING_FAILED' })
  })

  test('a key that the billing refuses is access denied, not wrong credentials', async () => {
    const stranger = connectBilling(sandbox, { restKey: 'wrong' })
    const credentials = { login: '100002', password: 'demo' }
    await expect(stranger.credentials.checkCredentials(credentials, call())).rejects.toMatchObject({
      code: 'BILLING_ACCESS_DENIED',
    })
    await stranger.close()
  })
})

test('a billing that does not answer fails its ping', async () => {
  await sandbox.setFault('rest.ping', 'html')
  await expect(billing.health.ping(call())).rejects.toMatchObject({ code: 'BILLING_FAILED' })
  await sandbox.setFault('rest.ping', 'hang')
  await expect(impatient.health.ping(call())).rejects.toMatchObject({ code: 'BILLING_TIMEOUT' })
})

/** Every word that stands for a code. */
async function everyStatus(): Promise<readonly string[]> {
  return [
    ...[...(await readersOf(billing).accounts()).values()].map(({ status }) => status),
    ...[...(await readersOf(billing).agreements()).values()].map(({ status }) => status),
    ...[...(await readersOf(billing).services()).values()].flat().flatMap(({ status, kind }) => [status, kind]),
    ...[...(await readersOf(billing).tariffs()).values()].map(({ kind }) => kind),
  ]
}

function check(system: BillingSystem) {
  return system.credentials.checkCredentials({ login: '100002', password: 'demo' }, call())
}

function withoutZeros(number: string): string {
  return number.replace(/^0+/, '')
}
