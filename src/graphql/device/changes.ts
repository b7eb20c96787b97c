import { BillingError } from '../../billing/error.ts'
import type { BillingCall, BillingSystem, DeviceKey, DeviceOrder } from '../../billing/port.ts'
import type { AccountId } from '../../domain/account.ts'
import type { Device } from '../../domain/device.ts'
import type { DeviceRefusalCode } from '../../generated/schema.ts'
import { MAX_DEVICES_PER_ACCOUNT } from '../policies.ts'

interface Refused {
  readonly kind: 'refused'
  readonly code: DeviceRefusalCode
}

export type RegisterVerdict = { readonly kind: 'registered'; readonly device: Device } | Refused
export type RemoveVerdict = { readonly kind: 'removed' } | Refused

export interface DeviceRequest {
  readonly call: BillingCall
  /** Writes the row of the trail. It is called once for whatever was sent to the billing, and for nothing else. */
  readonly note: (outcome: string) => Promise<void>
}

/** Changes of what is registered, as a set: a repeat finds that it is done already. Ownership has been judged before. */
export interface DeviceChanges {
  register(order: DeviceOrder, request: DeviceRequest): Promise<RegisterVerdict>
  remove(key: DeviceKey, request: DeviceRequest): Promise<RemoveVerdict>
}

/**
 * Looks before, writes once, and believes the list alone: whatever the billing says of a write, what it lists afterwards
 * is the answer. Two who press at once are told apart by the billing, which registers no device twice.
 */
export function createDeviceChanges({
  devices,
  capabilities,
}: Pick<BillingSystem, 'devices' | 'capabilities'>): DeviceChanges {
  async function list(accountId: AccountId, call: BillingCall): Promise<readonly Device[]> {
    const found = (await devices.listDevices([accountId], call)).get(accountId) ?? []
    if (found instanceof BillingError) throw found
    return found
  }

  async function write(order: DeviceOrder, call: BillingCall): Promise<RegisterVerdict> {
    const verdict = await settle(devices.registerDevice(order, call))
    if (verdict === 'not_applied') return refuse('BILLING_UNAVAILABLE')
    if (verdict !== 'unknown' && verdict.kind === 'refused' && verdict.reason !== 'ALREADY_REGISTERED') {
      return refuse(CODE_BY_REASON[verdict.reason])
    }
    const own = findSame(await settle(list(order.accountId, call)), order)
    if (own !== null) return { kind: 'registered', device: own }
    return refuse(verdict !== 'unknown' && verdict.kind === 'refused' ? 'REGISTERED_ELSEWHERE' : 'OUTCOME_UNKNOWN')
  }

  async function erase(key: DeviceKey, call: BillingCall): Promise<RemoveVerdict> {
    if ((await settle(devices.removeDevice(key, call))) === 'not_applied') return refuse('BILLING_UNAVAILABLE')
    const after = await settle(list(key.accountId, call))
    return typeof after === 'string' || has(after, key) ? refuse('OUTCOME_UNKNOWN') : { kind: 'removed' }
  }

  return {
    async register(order, { call, note }) {
      if (!capabilities.deviceChanges) return refuse('NOT_SUPPORTED')
      const before = await settle(list(order.accountId, call))
      if (typeof before === 'string') return refuse('BILLING_UNAVAILABLE')
      const own = findSame(before, order)
      if (own !== null) return { kind: 'registered', device: own }
      if (before.length >= MAX_DEVICES_PER_ACCOUNT) return refuse('TOO_MANY_DEVICES')
      const verdict = await write(order, call)
      await note(verdict.kind === 'registered' ? `registered: ${verdict.device.id}` : `refused: ${verdict.code}`)
      return verdict
    },

    async remove(key, { call, note }) {
      if (!capabilities.deviceChanges) return refuse('NOT_SUPPORTED')
      const before = await settle(list(key.accountId, call))
      if (typeof before === 'string') return refuse('BILLING_UNAVAILABLE')
      if (!has(before, key)) return { kind: 'removed' }
      const verdict = await erase(key, call)
      await note(`${verdict.kind === 'removed' ? 'removed' : `refused: ${verdict.code}`}: ${key.deviceId}`)
      return verdict
    },
  }
}

function has(rows: readonly Device[], { deviceId }: DeviceKey): boolean {
  return rows.some(({ id }) => id === deviceId)
}

/** What was answered, or whether it may have been done all the same. */
async function settle<T>(work: Promise<T>): Promise<T | BillingError['outcome']> {
  try {
    return await work
  } catch (error) {
    if (error instanceof BillingError) return error.outcome
    throw error
  }
}

function findSame(
  rows: readonly Device[] | BillingError['outcome'],
  { macAddress, serialNumber }: DeviceOrder,
): Device | null {
  if (typeof rows === 'string') return null
  return (
    rows.find(
      (row) =>
        (macAddress !== null && row.macAddress === macAddress) ||
        (serialNumber !== null && row.serialNumber?.toUpperCase() === serialNumber),
    ) ?? null
  )
}

function refuse(code: DeviceRefusalCode): Refused {
  return { kind: 'refused', code }
}

const CODE_BY_REASON = {
  ACCOUNT_NOT_FOUND: 'ACCOUNT_NOT_FOUND',
  ACCOUNT_CLOSED: 'AGREEMENT_ENDED',
  TOO_MANY_DEVICES: 'TOO_MANY_DEVICES',
  DEVICE_NOT_ACCEPTED: 'DEVICE_NOT_ACCEPTED',
} as const
