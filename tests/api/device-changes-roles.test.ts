import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountRef } from '../../src/domain/account.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { type DeviceAnswer, freshMac, REGISTER_DEVICE, REMOVE_DEVICE } from '../support/devices.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { signInMember } from '../support/members.ts'

let gateway: Gateway
let restId: number

beforeAll(async () => {
  gateway = await startGateway()
  restId = (await gateway.sandbox.findAccount('100001')).restId
})
afterAll(() => gateway.close())

const accountIdOf = (id: number, kind: AccountRef['kind'] = 'PERSON') =>
  writeId({ type: 'Account', kind, accountId: String(id) })
const books = (id: number) => gateway.sandbox.books.listDevices([id])

async function tokenOf(caller: string): Promise<string | undefined> {
  const logins: Readonly<Record<string, string>> = {
    'a stranger': '100002',
    'the owner': '100001',
    'a member who may look': '200001-buh',
    'an operator': 'operator',
  }
  const login = logins[caller]
  if (login !== undefined) return gateway.signIn(login)
  if (caller === 'a member who may order') return signInMember(gateway, ['ORDER'])
  if (caller === 'a partner') return gateway.openSession({ role: 'PARTNER' })
  return caller === 'anonymous' ? undefined : gateway.openSession({ role: 'MEMBER', accounts: [] })
}

describe('C15 who may', () => {
  /** Callers with what each may do for the account of 100001, and for that of the organisation 200001. */
  const ROLES = [
    ['anonymous', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    ['a stranger', 'ACCOUNT_NOT_FOUND', 'ACCOUNT_NOT_FOUND'],
    ['the owner', 'DeviceRegistered', 'ACCOUNT_NOT_FOUND'],
    ['a member who may look', 'ACCOUNT_NOT_FOUND', 'NOT_ALLOWED'],
    ['a member who may order', 'ACCOUNT_NOT_FOUND', 'DeviceRegistered'],
    ['a member without that account', 'ACCOUNT_NOT_FOUND', 'ACCOUNT_NOT_FOUND'],
    ['a partner', 'FORBIDDEN', 'FORBIDDEN'],
    ['an operator', 'DeviceRegistered', 'DeviceRegistered'],
  ] as const

  test.each(ROLES)('C15 %s: %s for a person, %s for an organisation', async (caller, forPerson, forOrganization) => {
    const organization = await gateway.sandbox.findAccount('200001')
    const as = await tokenOf(caller)
    for (const [id, kind, expected] of [
      [restId, 'PERSON', forPerson],
      [organization.restId, 'ORGANIZATION', forOrganization],
    ] as const) {
      const mac = freshMac()
      const headers = as === undefined ? {} : { token: as }
      const input = { accountId: accountIdOf(id, kind), macAddress: mac }
      const { data, errors } = await gateway.query<{ answer: DeviceAnswer } | null>(REGISTER_DEVICE, { input }, headers)
      const answer = data?.answer
      expect(errors[0]?.extensions.code ?? answer?.code ?? answer?.__typename).toBe(expected)
      const isThere = books(id).some((row) => row.mac === mac)
      expect(isThere).toBe(expected === 'DeviceRegistered')

      const row = gateway.sandbox.books.listDevices([id])[0]
      const deviceId = writeId({ type: 'Device', accountId: String(id), deviceId: String(row?.id ?? 1) })
      const removal = await gateway.query<{ answer: DeviceAnswer } | null>(
        REMOVE_DEVICE,
        { input: { deviceId } },
        headers,
      )
      const outcome = removal.errors[0]?.extensions.code ?? removal.data?.answer.code ?? removal.data?.answer.__typename
      const allowed = expected === 'DeviceRegistered' ? 'DeviceRemoved' : expected
      expect(outcome).toBe(allowed === 'ACCOUNT_NOT_FOUND' ? 'DEVICE_NOT_FOUND' : allowed)
      expect(books(id).some((left) => left.id === row?.id)).toBe(row !== undefined && allowed !== 'DeviceRemoved')
    }
  })

  test('C15 a foreign device under the own account in a made-up id is not touched', async () => {
    const other = await gateway.sandbox.findAccount('100002')
    const mac = freshMac()
    const { id } = gateway.sandbox.books.addDevice({ restId: other.restId, name: '', mac, serial: '' })
    const deviceId = writeId({ type: 'Device', accountId: String(restId), deviceId: String(id) })
    await gateway.query(REMOVE_DEVICE, { input: { deviceId } }, await gateway.signIn('100001'))
    expect(books(other.restId).map((row) => row.mac)).toContain(mac)
  })
})
