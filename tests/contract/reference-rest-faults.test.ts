import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Oddity } from '../../src/billing/adapter/oddity.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import { call } from '../conformance/subject.ts'
import { readable } from '../support/readable.ts'
import { connectBilling, type Fault, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

let sandbox: TestSandbox
let billing: BillingSystem
/** Gives up soon, for faults that are only over when somebody does. */
let impatient: BillingSystem
let ids: readonly string[] = []
let numbers: readonly string[] = []
let tariffIds: readonly string[] = []
let serviceIds: readonly string[] = []
let regionIds: readonly string[] = []
let good: Awaited<ReturnType<typeof readAll>>
const oddities: Oddity[] = []

beforeAll(async () => {
  sandbox = await startTestSandbox()
  billing = connectBilling(sandbox, { onOddity: (oddity) => oddities.push(oddity) })
  impatient = connectBilling(sandbox, { timeoutMs: 200 })
  const accounts = sandbox.books.listAccounts({ limit: 40, offset: 0 })
  ids = accounts.map(({ restId }) => String(restId))
  // Numbers that begin with a zero are not the same account any more once a number is printed as one.
  numbers = accounts.map(({ number }) => number).filter((number) => !number.startsWith('0'))
  tariffIds = sandbox.books.listTariffs(null).map(({ id }) => String(id))
  serviceIds = sandbox.books.listServices(ids.map(Number)).map(({ id }) => String(id))
  regionIds = sandbox.books.listRegions().map(({ id }) => String(id))
  good = await readAll()
}, 30_000)
afterAll(async () => {
  await Promise.all([billing.close(), impatient.close()])
  await sandbox.close()
})
beforeEach(() => void oddities.splice(0))
afterEach(() => sandbox.clearFaults())

const readersOf = (system: BillingSystem) => ({
  accounts: () => readable(system.accounts.findAccounts(ids, call())),
  accountsByNumber: () => readable(system.accounts.findAccountsByNumber(numbers, call())),
  agreements: () => readable(system.agreements.findAgreements(ids, call())),
  profiles: () => readable(system.profiles.findProfiles(ids, call())),
  tariffs: () => readable(system.tariffs.findTariffs(tariffIds, call())),
  tariffsByRegion: () => readable(system.tariffs.listTariffs(regionIds, call())),
  availableTariffs: () => readable(system.tariffs.listAvailableTariffs(serviceIds.slice(0, 10), call())),
  channels: () => readable(system.tariffs.listChannels(tariffIds, call())),
  services: () => readable(system.services.listServices(ids, call())),
  ips: () => readable(system.services.listIpAddresses(serviceIds, call())),
  devices: () => readable(system.devices.listDevices(ids, call())),
  documents: () => readable(system.documents.listDocuments(ids, call())),
  serviceOfferings: () => readable(system.offerings.listServiceOfferings(regionIds, call())),
  equipmentOfferings: () => readable(system.offerings.listEquipmentOfferings(regionIds, call())),
  regions: () => system.regions.listRegions(call()),
  operators: () => readable(system.operators.findOperators(['1', '2', '3'], call())),
})
type Readers = ReturnType<typeof readersOf>
type Reader = keyof Readers

/** Readers whose operation in the billing has another name. */
const OPERATIONS: Partial<Readonly<Record<string, string>>> = {
  accountsByNumber: 'accounts',
  tariffsByRegion: 'tariffs',
  serviceOfferings: 'offerings',
  equipmentOfferings: 'offerings',
}

async function readAll() {
  const entries = Object.entries(readersOf(billing)).map(async ([name, read]) => [name, await read()] as const)
  return new Map<string, ReadonlyMap<string, unknown>>(await Promise.all(entries))
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
    const every = Object.entries(readersOf(code === 'BILLING_TIMEOUT' ? impatient : billing))
    // JSON does not say whose answer it is, and an operator has all that a region has.
    const readers = every.filter(([name]) => fault.kind !== 'wrongOperation' || name !== 'regions')
    for (const [name] of readers) await sandbox.setFault(`rest.${OPERATIONS[name] ?? name}`, fault)
    const outcomes = await Promise.allSettled(readers.map(([, read]) => read()))
    for (const [index, outcome] of outcomes.entries()) {
      expect([readers[index]?.[0], outcome]).toEqual([
        readers[index]?.[0],
        { status: 'rejected', reason: expect.objectContaining({ name: 'BillingError', code, outcome: 'not_applied' }) },
      ])
      expect(String(outcome.status === 'rejected' && outcome.reason)).not.toMatch(/mysql|Db\.pm|Ivanov|sandbox-key/)
    }
    await sandbox.clearFaults()
    expect(await readAll()).toEqual(good)
  })

  test.each<readonly [string, Fault]>([
    ['Q7 windows-1251 that says so', { kind: 'wrongCharset', variant: 'both' }],
    ['Q11 dates in the other forms that billings print', { kind: 'dateForms' }],
  ])('%s reads the same', async (_name, fault) => {
    await sandbox.setFault('*', fault)
    expect(await readAll()).toEqual(good)
  })

  test('Q10 types that flip with content read the same, but for zeros that are lost in the answer itself', async () => {
    await sandbox.setFault('*', 'typeFlips')
    const flipped = await readAll()
    for (const [name, values] of good) {
      expect([name, flipped.get(name)?.size]).toEqual([name, values.size])
      for (const [key, value] of values) expect([name, flipped.get(name)?.get(key)]).toEqual([name, loseZeros(value)])
    }
  })

  test('Q13 rows that nobody asked for are left out and counted', async () => {
    await sandbox.setFault('*', 'foreignRows')
    const [id, number] = [ids.slice(0, 1), numbers.slice(0, 1)]
    const [tariffId, regionId, serviceId] = [tariffIds.slice(0, 1), regionIds.slice(0, 1), serviceIds.slice(0, 1)]
    const reads: readonly (readonly [Reader, ReadonlyMap<string, unknown>])[] = [
      ['accounts', await readable(billing.accounts.findAccounts(id, call()))],
      ['accountsByNumber', await readable(billing.accounts.findAccountsByNumber(number, call()))],
      ['agreements', await readable(billing.agreements.findAgreements(id, call()))],
      ['profiles', await readable(billing.profiles.findProfiles(id, call()))],
      ['services', await readable(billing.services.listServices(id, call()))],
      ['devices', await readable(billing.devices.listDevices(id, call()))],
      ['documents', await readable(billing.documents.listDocuments(id, call()))],
      ['tariffs', await readable(billing.tariffs.findTariffs(tariffId, call()))],
      ['availableTariffs', await readable(billing.tariffs.listAvailableTariffs(serviceId, call()))],
      ['ips', await readable(billing.services.listIpAddresses(serviceId, call()))],
      ['serviceOfferings', await readable(billing.offerings.listServiceOfferings(regionId, call()))],
      ['equipmentOfferings', await readable(billing.offerings.listEquipmentOfferings(regionId, call()))],
    ]
    for (const [name, values] of reads) {
      expect(values.size).toBe(1)
      for (const [key, value] of values) expect([name, value]).toEqual([name, good.get(name)?.get(key)])
    }
    const [packageId = ''] = good.get('channels')?.keys() ?? []
    const channels = await readable(billing.tariffs.listChannels([packageId], call()))
    expect(channels).toEqual(new Map([[packageId, good.get('channels')?.get(packageId)]]))
    const fields = oddities.filter(({ kind }) => kind === 'foreign_row').map(({ field }) => field)
    expect(new Set(fields)).toEqual(
      new Set([
        'accounts.id',
        'accounts.number',
        'agreements.account_id',
        'profiles.account_id',
        'services.account_id',
        'devices.account_id',
        'documents.account_id',
        'tariffs.id',
        'availableTariffs.service_id',
        'ips.service_id',
        'offerings.region_id',
        'channels.tariff_id',
      ]),
    )
  })
})

describe('faults of amounts, dates and codes', () => {
  const MONEY = ['accounts', 'accountsByNumber', 'tariffs', 'tariffsByRegion', 'serviceOfferings'] as const

  test('Q9 money as doubles is the same money, and the noise is counted', async () => {
    await sandbox.setFault('*', 'moneyAsDoubles')
    for (const name of MONEY) expect([name, await readersOf(billing)[name]()]).toEqual([name, good.get(name)])
    expect(await readersOf(billing).equipmentOfferings()).toEqual(good.get('equipmentOfferings'))
    expect(oddities.some(({ kind, field }) => kind === 'money_noise' && field.startsWith('accounts.'))).toBe(true)
  })

  test.each([...MONEY, 'equipmentOfferings'] as const)('Q9 money that is broken is malformed: %s', async (name) => {
    await sandbox.setFault('*', 'moneyBroken')
    await expect(readersOf(billing)[name]()).rejects.toMatchObject({ code: 'BILLING_MALFORMED_ANSWER' })
  })

  test('Q11 dates that are lost are null, and all else is read', async () => {
    const days = async () => {
      const services = [...(await readersOf(billing).services()).values()].flat()
      const devices = [...(await readersOf(billing).devices()).values()].flat()
      const connected = services.map(({ id, connectedOn }) => [`service ${id}`, connectedOn] as const)
      return new Map([...connected, ...devices.map(({ id, registeredOn }) => [`device ${id}`, registeredOn] as const)])
    }
    const known = await days()
    await sandbox.setFault('*', 'zeroDates')
    const read = [...(await days())]
    expect(read.map(([name]) => name).toSorted()).toEqual([...known.keys()].toSorted())
    expect(read.filter(([, day]) => day === null).length).toBeGreaterThan(read.length / 2)
    // Every fourth comes as unix seconds, and is the same day in the billing's zone.
    const kept = read.filter(([, day]) => day !== null)
    expect(new Set(kept.map(([name]) => name.split(' ')[0]))).toEqual(new Set(['service', 'device']))
    expect(kept.filter(([name, day]) => day !== known.get(name))).toEqual([])
    const agreements = await readersOf(billing).agreements()
    expect([...agreements.keys()]).toEqual([...(good.get('agreements')?.keys() ?? [])])
    expect([...agreements.values()].filter(({ concludedOn }) => concludedOn === null).length).toBeGreaterThan(0)
    expect(await readersOf(billing).accounts()).toEqual(good.get('accounts'))
  })

  test('Q10 unlisted codes are UNKNOWN and counted, never a guess', async () => {
    await sandbox.setFault('*', 'unknownCodes')
    expect(new Set(await everyStatus())).toEqual(new Set(['UNKNOWN']))
    const fields = oddities
      .filter(({ kind, code }) => kind === 'unknown_code' && /^[78]\d$/.test(code ?? ''))
      .map(({ field }) => field)
    expect(new Set(fields)).toEqual(
      new Set([
        'accounts.state',
        'agreements.state',
        'services.state',
        'services.kind',
        'tariffs.kind',
        'ips.type',
        'offerings.kind',
      ]),
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
  ])('a check that meets %s is %s and never "wrong password"', async (kind, code) => {
    await sandbox.setFault('rest.checkCredentials', kind)
    await expect(check(code === 'BILLING_TIMEOUT' ? impatient : billing)).rejects.toMatchObject({
      name: 'BillingError',
      code,
      outcome: 'not_applied',
    })
  })

  test('Q10 a check whose types flip lets the same subject in', async () => {
    const verdict = await check(billing)
    await sandbox.setFault('rest.checkCredentials', 'typeFlips')
    expect(await check(billing)).toEqual(verdict)
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
    ...[...(await readersOf(billing).ips()).values()].flat().map(({ assignment }) => assignment),
    ...[...(await readersOf(billing).serviceOfferings()).values()].flat().map(({ kind }) => kind),
  ]
}

function check(system: BillingSystem) {
  return system.credentials.checkCredentials({ login: '100002', password: 'demo' }, call())
}

/** An account or agreement as it is read when its number has been printed as a number. */
function loseZeros(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(loseZeros)
  if (typeof value !== 'object' || value === null || !('number' in value)) return value
  return typeof value.number === 'string' ? { ...value, number: value.number.replace(/^0+/, '') } : value
}
