import type { ReadContext } from '../adapter/context.ts'
import { BillingError } from '../error.ts'
import type { DeviceBilling, DeviceKey, DeviceOrder, RegisterDeviceVerdict, RemoveDeviceVerdict } from '../port.ts'
import { type HttpAnswer, malformed } from '../transport/answer.ts'
import { type JsonObject, readInteger, readObject, readText, writeJson } from '../transport/json.ts'
import { readDevice } from './device-rows.ts'
import { isRestId, type RestClient, type RestRequest, readRestJson } from './rest.ts'

type DeviceWrites = Pick<DeviceBilling, 'registerDevice' | 'removeDevice'>

/** Each is sent once; what it answers counts only when it is an answer to what was asked. */
export function createDeviceWrites(rest: RestClient, context: ReadContext): DeviceWrites {
  return {
    registerDevice: async (order, call) =>
      isRestId(order.accountId)
        ? rest.write(writeRegistration(order), call, (answer) => readRegistration(answer, order, context))
        : { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' },
    removeDevice: async (key, call) =>
      isRestId(key.accountId) && isRestId(key.deviceId)
        ? rest.write(writeRemoval(key), call, (answer) => readRemoval(answer, key, context))
        : { kind: 'absent' },
  }
}

function writeRegistration({ accountId, name, macAddress, serialNumber }: DeviceOrder): RestRequest {
  if (macAddress === null && serialNumber === null) {
    throw new BillingError('BILLING_UNWRITABLE_REQUEST', 'A device without address and number.', {
      outcome: 'not_applied',
    })
  }
  const fields = { account_id: accountId, name: name ?? '', mac: macAddress ?? '', serial: serialNumber ?? '' }
  return { operation: 'addDevice', method: 'POST', path: '/devices/add', body: writeJson(fields) }
}

function writeRemoval({ accountId, deviceId }: DeviceKey): RestRequest {
  const body = writeJson({ account_id: accountId, id: deviceId })
  return { operation: 'removeDevice', method: 'POST', path: '/devices/remove', body }
}

function readRegistration(answer: HttpAnswer, order: DeviceOrder, context: ReadContext): RegisterDeviceVerdict {
  const row = readObject(readRestJson(answer), 'answer')
  if (readInteger(row, 'ok') !== 1) return readRefusal(readText(row, 'err'), order)
  const device = readEcho(row, order.accountId, context)
  if (device.macAddress !== order.macAddress) throw malformed('mac: not the one asked for')
  if (device.serialNumber !== order.serialNumber) throw malformed('serial: not the one asked for')
  return { kind: 'registered', device }
}

function readRemoval(
  answer: HttpAnswer,
  { accountId, deviceId }: DeviceKey,
  context: ReadContext,
): RemoveDeviceVerdict {
  const row = readObject(readRestJson(answer), 'answer')
  if (readInteger(row, 'ok') !== 1) {
    if (readText(row, 'err') === `no device ${deviceId}`) return { kind: 'absent' }
    throw malformed('err: a refusal that is not listed')
  }
  if (readEcho(row, accountId, context).id !== deviceId) throw malformed('id: not the one asked for')
  return { kind: 'removed' }
}

function readEcho(row: JsonObject, accountId: string, context: ReadContext): ReturnType<typeof readDevice> {
  const device = readDevice(readObject(row['device'], 'device'), context)
  if (device.accountId !== accountId) throw malformed('account_id: not the one asked for')
  return device
}

/** openapi.json, addDevice: all are decided before any write. Whose device it is stays in the billing's text. */
function readRefusal(text: string, { accountId }: DeviceOrder): RegisterDeviceVerdict {
  const reason =
    text === `no account ${accountId}`
      ? 'ACCOUNT_NOT_FOUND'
      : text === `account is closed (${accountId})`
        ? 'ACCOUNT_CLOSED'
        : REFUSALS.find(([pattern]) => pattern.test(text))?.[1]
  if (reason === undefined) throw malformed('err: a refusal that is not listed')
  return { kind: 'refused', reason }
}

const REFUSALS = [
  [/^device is registered already \(account \d{1,15}\)$/, 'ALREADY_REGISTERED'],
  [/^too many devices, at most \d{1,6}$/, 'TOO_MANY_DEVICES'],
  [/^bad (?:mac '[^']*'|serial|name)$/, 'DEVICE_NOT_ACCEPTED'],
] as const
