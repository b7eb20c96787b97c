import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AccountRef } from '../../src/domain/account.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { type Device, type DeviceAnswer, freshMac, REGISTER_DEVICE, REMOVE_DEVICE } from '../support/devices.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let token: string
let accountId: string
let restId: number

beforeAll(async () => {
  gateway = await startGateway({ billingTimeoutMs: 400 })
  token = await gateway.signIn('100001')
  restId = (await gateway.sandbox.findAccount('100001')).restId
  accountId = accountIdOf(restId)
})
beforeEach(async () => {
  await gateway.sandbox.clearFaults()
  for (const { id } of books()) gateway.sandbox.books.removeDevice({ restId, id })
})
afterAll(() => gateway.close())

const accountIdOf = (id: number, kind: AccountRef['kind'] = 'PERSON') =>
  writeId({ type: 'Account', kind, accountId: String(id) })

/** What the billing itself has, spelt as it was sent. */
const books = (id = restId) => gateway.sandbox.books.listDevices([id])

async function mutate(document: string, input: object, as: string | undefined = token): Promise<DeviceAnswer> {
  const { data, errors } = await gateway.query<{ answer: DeviceAnswer }>(
    document,
    { input },
    as === undefined ? {} : { token: as },
  )
  expect(errors).toEqual([])
  return data.answer
}
const register = (input: object, as?: string) => mutate(REGISTER_DEVICE, { accountId, ...input }, as)
const remove = (deviceId: string, as?: string) => mutate(REMOVE_DEVICE, { deviceId }, as)

async function listed(as = token): Promise<readonly Device[]> {
  const document = '{ viewer { accounts { number devices { id macAddress serialNumber name registeredOn } } } }'
  const { data } = await gateway.query<{ viewer: { accounts: { number: string; devices: Device[] }[] } }>(
    document,
    {},
    as,
  )
  return data.viewer.accounts.find(({ number }) => number === '100001')?.devices ?? []
}

test('C15 a device is registered, listed, found by node, and removed again', async () => {
  const answer = await register({ macAddress: 'AABB.CC11.2230', name: ' Телевизор & приставка ' })
  expect(answer).toMatchObject({
    __typename: 'DeviceRegistered',
    device: { macAddress: 'aa:bb:cc:11:22:30', serialNumber: null, name: 'Телевизор & приставка' },
  })
  expect(books()).toMatchObject([{ mac: 'aa:bb:cc:11:22:30', serial: '', name: 'Телевизор & приставка' }])
  expect(await listed()).toEqual([answer.device])
  const id = answer.device?.id ?? ''
  const node = await gateway.query('query ($id: ID!) { node(id: $id) { id __typename } }', { id }, token)
  expect(node.data).toEqual({ node: { id, __typename: 'Device' } })

  expect(await remove(id)).toEqual({ __typename: 'DeviceRemoved', deviceId: id })
  expect(books()).toEqual([])
  expect(await listed()).toEqual([])
})

test('C15 a serial number is kept in capitals without blanks', async () => {
  const answer = await register({ serialNumber: ' sn-77 001 ' })
  expect(answer.device).toMatchObject({ macAddress: null, serialNumber: 'SN-77001' })
  expect(books()).toMatchObject([{ mac: '', serial: 'SN-77001' }])
})

test('C15 a repeat in another spelling gets the same answer, and nothing is there twice', async () => {
  const first = await register({ macAddress: '0A:00:00:00:00:01' })
  for (const macAddress of ['0a-00-00-00-00-01', '0a0000000001', 'a:0:0:0:0:1']) {
    expect(await register({ macAddress, name: 'Другое имя' })).toEqual(first)
  }
  expect(books()).toHaveLength(1)
})

test('C15 a device that the office has registered in its own spelling is found, and not registered again', async () => {
  gateway.sandbox.books.addDevice({ restId, name: 'Роутер', mac: '0A-00-00-00-00-99', serial: 'sn55' })
  expect(await register({ macAddress: '0a:00:00:00:00:99' })).toMatchObject({ device: { name: 'Роутер' } })
  expect(await register({ serialNumber: 'SN55' })).toMatchObject({ device: { name: 'Роутер' } })
  expect(books()).toHaveLength(1)
})

test('C15 ten who press at once make one device, and all hear of it', async () => {
  const macAddress = freshMac()
  const answers = await Promise.all(Array.from({ length: 10 }, () => register({ macAddress })))
  expect(books()).toHaveLength(1)
  expect(new Set(answers.map(({ device }) => device?.id)).size).toBe(1)
  const id = answers[0]?.device?.id ?? ''
  const removals = await Promise.all(Array.from({ length: 5 }, () => remove(id)))
  expect(new Set(removals.map(({ __typename }) => __typename))).toEqual(new Set(['DeviceRemoved']))
  expect(books()).toEqual([])
})

test.each([
  ['no address and no number', {}, 'INVALID_VALUE', null],
  ['both', { macAddress: '0a:00:00:00:00:01', serialNumber: 'SN-001' }, 'INVALID_VALUE', null],
  ['letters', { macAddress: 'zz:00:00:00:00:01' }, 'INVALID_MAC_ADDRESS', 'macAddress'],
  ['zeros', { macAddress: '000000000000' }, 'MAC_ADDRESS_NOT_OF_A_DEVICE', 'macAddress'],
  ['broadcast', { macAddress: 'ff:ff:ff:ff:ff:ff' }, 'MAC_ADDRESS_NOT_OF_A_DEVICE', 'macAddress'],
  ['multicast', { macAddress: '01-00-5e-00-00-01' }, 'MAC_ADDRESS_NOT_OF_A_DEVICE', 'macAddress'],
  ['a short number', { serialNumber: 'S1' }, 'INVALID_SERIAL_NUMBER', 'serialNumber'],
  ['letters without a digit', { serialNumber: 'ABCDEF' }, 'INVALID_SERIAL_NUMBER', 'serialNumber'],
  ['a long name', { macAddress: '0a:00:00:00:00:01', name: 'и'.repeat(65) }, 'INVALID_VALUE', 'name'],
])('C15 %s is refused before the billing is asked', async (...[, input, code, field]) => {
  const calls = await gateway.countCalls(async () => {
    expect(await register(input)).toMatchObject({ __typename: 'DeviceRefused', code, field, retryable: false })
  })
  expect(calls).toEqual({})
  expect(books()).toEqual([])
})

test('C15 the refusal of a serial number without a digit says that one is needed', async () => {
  const { message } = await register({ serialNumber: 'ABCDEF' })
  expect(message).toBe(
    'A serial number has 4 to 32 Latin letters, digits, points, slashes and dashes, with at least one digit among them.',
  )
})

test('C15 a device of another account is refused without a word of whose it is', async () => {
  const other = await gateway.sandbox.findAccount('100002')
  const mac = freshMac()
  gateway.sandbox.books.addDevice({ restId: other.restId, name: 'Чужой', mac, serial: '' })
  const { data, text } = await gateway.query<{ answer: DeviceAnswer }>(
    REGISTER_DEVICE,
    { input: { accountId, macAddress: mac } },
    token,
  )
  expect(data.answer).toMatchObject({ code: 'REGISTERED_ELSEWHERE', field: null, retryable: false })
  for (const secret of [String(other.restId), '100002', 'Чужой', accountIdOf(other.restId)]) {
    expect(text).not.toContain(secret)
  }
  expect(books()).toEqual([])
})

test('C15 an account has a limit, and room again when one is removed', async () => {
  const answers: DeviceAnswer[] = []
  for (let count = 0; count < 11; count += 1) answers.push(await register({ macAddress: freshMac() }))
  expect(answers.map(({ __typename }) => __typename).filter((name) => name === 'DeviceRegistered')).toHaveLength(10)
  expect(answers[10]).toMatchObject({ code: 'TOO_MANY_DEVICES', retryable: false })
  await remove(answers[0]?.device?.id ?? '')
  expect(await register({ macAddress: freshMac() })).toMatchObject({ __typename: 'DeviceRegistered' })
  expect(books()).toHaveLength(10)
})

test('C15 no device is registered for an agreement that has ended', async () => {
  const ended = await gateway.sandbox.findAccount('100009')
  const operator = await gateway.signIn('operator')
  const answer = await register({ accountId: accountIdOf(ended.restId), macAddress: freshMac() }, operator)
  expect(answer).toMatchObject({ code: 'AGREEMENT_ENDED' })
})

async function messageIn(language: string): Promise<string | undefined> {
  const input = { accountId, macAddress: 'x' }
  const { data } = await gateway.query<{ answer: DeviceAnswer }>(REGISTER_DEVICE, { input }, { token, language })
  return data.answer.message
}

test('C15 refusals are told in the language of the reader', async () => {
  expect(await messageIn('ru')).toMatch(/MAC-адрес/)
  expect(await messageIn('en')).toMatch(/hardware address/)
})

describe('C15 a billing that fails', () => {
  test.each(['errorAfterApplying', 'dropAfterApplying', 'html', 'truncated', 'hang'])(
    'C15 %s while it registers: what it lists afterwards is the answer',
    async (kind) => {
      const macAddress = freshMac()
      await gateway.sandbox.setFault('rest.addDevice', { kind, times: 1 })
      const answer = await register({ macAddress })
      const isThere = books().some(({ mac }) => mac === macAddress)
      expect(isThere).toBe(!['html', 'hang'].includes(kind))
      expect(answer.__typename).toBe(isThere ? 'DeviceRegistered' : 'DeviceRefused')
      expect(answer.code).toBe(isThere ? undefined : 'OUTCOME_UNKNOWN')
      expect(answer.retryable).toBe(isThere ? undefined : true)
      expect(await register({ macAddress })).toMatchObject({ device: { macAddress } })
      expect(books()).toHaveLength(1)
    },
  )

  test.each(['echo', 'empty'] as const)(
    'C15 success although nothing changed (%s) is never believed',
    async (variant) => {
      const macAddress = freshMac()
      await gateway.sandbox.setFault('rest.addDevice', { kind: 'successWithoutApplying', variant, times: 1 })
      expect(await register({ macAddress })).toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: true })
      const device = (await register({ macAddress })).device
      await gateway.sandbox.setFault('rest.removeDevice', { kind: 'successWithoutApplying', variant, times: 1 })
      expect(await remove(device?.id ?? '')).toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: true })
      expect(await remove(device?.id ?? '')).toMatchObject({ __typename: 'DeviceRemoved' })
      expect(books()).toEqual([])
    },
  )

  test('C15 a registration that comes late is found by the repeat', async () => {
    const macAddress = freshMac()
    await gateway.sandbox.setFault('rest.addDevice', { kind: 'applyLate', delayMs: 700, times: 1 })
    expect(await register({ macAddress })).toMatchObject({ code: 'OUTCOME_UNKNOWN' })
    await expect.poll(() => books().length, { timeout: 3000 }).toBe(1)
    expect(await register({ macAddress })).toMatchObject({ device: { macAddress } })
    expect(books()).toHaveLength(1)
  })

  test.each(['errorAfterApplying', 'dropAfterApplying'])('C15 %s while it removes: it is gone', async (kind) => {
    const { device } = await register({ macAddress: freshMac() })
    await gateway.sandbox.setFault('rest.removeDevice', { kind, times: 1 })
    expect(await remove(device?.id ?? '')).toMatchObject({ __typename: 'DeviceRemoved' })
    expect(books()).toEqual([])
  })

  test('C15 a list that cannot be read is told before anything is written', async () => {
    await gateway.sandbox.setFault('rest.devices', 'unavailable')
    const calls = await gateway.countCalls(async () => {
      expect(await register({ macAddress: freshMac() })).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true })
    })
    expect(calls).toEqual({ 'rest.devices': 1 })
  })
})

test('legacy calls of a registration: look, write, look; of its repeat: one look; of a removal the same', async () => {
  const macAddress = freshMac()
  let id = ''
  const first = await gateway.countCalls(async () => {
    id = (await register({ macAddress })).device?.id ?? ''
  })
  expect(first).toEqual({ 'rest.devices': 2, 'rest.addDevice': 1 })
  expect(await gateway.countCalls(() => register({ macAddress }))).toEqual({ 'rest.devices': 1 })
  expect(await gateway.countCalls(() => remove(id))).toEqual({ 'rest.devices': 2, 'rest.removeDevice': 1 })
  expect(await gateway.countCalls(() => remove(id))).toEqual({ 'rest.devices': 1 })
})

test('C15 the trail tells who registered and removed which device, also what was refused, and no address', async () => {
  const rows = async () => (await gateway.auditRows()).filter(({ act }) => act.startsWith('device-'))
  const before = (await rows()).length
  const macAddress = freshMac()
  const id = (await register({ macAddress, name: 'Камера' })).device?.id ?? ''
  await register({ macAddress })
  await remove(id)
  await remove(id)
  const other = await gateway.sandbox.findAccount('100002')
  const taken = freshMac()
  gateway.sandbox.books.addDevice({ restId: other.restId, name: '', mac: taken, serial: '' })
  await register({ macAddress: taken })
  await gateway.sandbox.setFault('rest.addDevice', 'http500')
  await register({ macAddress: freshMac() })
  // A repeat changes nothing, and is no row.
  const noted = (await rows()).slice(before)
  expect(noted.map(({ act, outcome }) => `${act} ${outcome.replace(/: \d+$/, ': id')}`)).toEqual([
    'device-registration registered: id',
    'device-removal removed: id',
    'device-registration refused: REGISTERED_ELSEWHERE',
    'device-registration refused: OUTCOME_UNKNOWN',
  ])
  expect(new Set(noted.map(({ object }) => object))).toEqual(new Set([`account:${restId}`]))
  expect(noted.every(({ actor }) => actor.startsWith('SUBSCRIBER:'))).toBe(true)
  expect(JSON.stringify(noted)).not.toMatch(new RegExp(`${macAddress}|${taken}|Камера`))
})
