import { describe, expect, test } from 'vitest'
import type { DeviceOrder } from '../../src/billing/port.ts'
import { readable } from '../support/readable.ts'
import { type ContractSubject, call } from './subject.ts'

/** Devices are a set: what an adapter says of a write is what the billing lists afterwards. */
export function describeDeviceContract(get: () => ContractSubject): void {
  const order = (changes: Partial<DeviceOrder>): DeviceOrder => ({
    accountId: get().accounts[0]?.id ?? '',
    name: 'Роутер <1> & "2"',
    macAddress: null,
    serialNumber: null,
    ...changes,
  })
  const register = (wanted: DeviceOrder) => get().billing.devices.registerDevice(wanted, call())
  const list = async ({ accountId }: DeviceOrder) =>
    (await readable(get().billing.devices.listDevices([accountId], call()))).get(accountId) ?? []

  describe('device changes', () => {
    test.each([
      ['an address', { macAddress: '02:ab:cd:00:00:01' }],
      ['a serial number', { serialNumber: 'CONTRACT-1' }],
    ])('C15 a device with %s is registered as it was asked for, and removed', async (_name, changes) => {
      const wanted = order(changes)
      const verdict = await register(wanted)
      expect(verdict).toMatchObject({ kind: 'registered', device: wanted })
      if (verdict.kind !== 'registered') throw new Error('not registered')
      const { id: deviceId, accountId } = verdict.device
      expect(await list(wanted)).toContainEqual(verdict.device)
      expect(get().devices(accountId)).toContainEqual(expect.objectContaining({ id: deviceId }))
      const remove = () => get().billing.devices.removeDevice({ accountId, deviceId }, call())
      expect(await remove()).toEqual({ kind: 'removed' })
      expect(await list(wanted)).not.toContainEqual(verdict.device)
      expect(await remove()).toEqual({ kind: 'absent' })
    })

    test('C15 what is registered already is said to be so, for whomever', async () => {
      const wanted = order({ macAddress: '02:ab:cd:00:00:02' })
      await register(wanted)
      const taken = { kind: 'refused', reason: 'ALREADY_REGISTERED' }
      expect(await register(wanted)).toEqual(taken)
      expect(await register({ ...wanted, accountId: get().accounts[1]?.id ?? '' })).toEqual(taken)
      expect(await list(wanted)).toHaveLength(new Set((await list(wanted)).map(({ id }) => id)).size)
    })

    test('C15 ten at once make one', async () => {
      const wanted = order({ serialNumber: 'CONTRACT-TEN' })
      const verdicts = await Promise.all(Array.from({ length: 10 }, () => register(wanted)))
      expect(verdicts.filter(({ kind }) => kind === 'registered')).toHaveLength(1)
      expect((await list(wanted)).filter(({ serialNumber }) => serialNumber === 'CONTRACT-TEN')).toHaveLength(1)
    })

    test('C15 an account that is not there, and one that never could be, has none', async () => {
      for (const accountId of ['999999999', 'x;1', '']) {
        const verdict = await register(order({ accountId, serialNumber: 'CONTRACT-2' }))
        expect(verdict).toEqual({ kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' })
        expect(await get().billing.devices.removeDevice({ accountId, deviceId: '1' }, call())).toEqual({
          kind: 'absent',
        })
      }
    })

    test('C15 a device without address and number is not sent', async () => {
      await expect(register(order({}))).rejects.toMatchObject({
        code: 'BILLING_UNWRITABLE_REQUEST',
        outcome: 'not_applied',
      })
    })
  })
}
