import { type Database, readInteger } from './database.ts'
import { readDevice } from './equipment.ts'
import { BooksError } from './error.ts'
import { STATE } from './rules.ts'
import { readMeta, writeMeta } from './schema.ts'
import type { DeviceRow } from './types.ts'
import { insertDevice } from './writing.ts'

/** What somebody wants to register: a MAC, a serial number, or both. */
export interface NewDevice {
  readonly restId: number
  /** Or empty, as are the next two. */
  readonly name: string
  readonly mac: string
  readonly serial: string
}

export interface DeviceBooks {
  /** Keeps the MAC as it is spelt, and refuses one that is there already, however it is spelt and whoever has it. */
  addDevice(device: NewDevice): DeviceRow
  /** Answers what was removed. */
  removeDevice(device: { restId: number; id: number }): DeviceRow
}

/** The most devices of one account. */
const DEVICES_MAX = 10
const NAME_MAX = 64
const SERIAL_MAX = 32

/** The digits of a MAC, whatever stands between them: what the index in schema.ts has. */
const MAC_DIGITS = `lower(replace(replace(replace(mac, ':', ''), '-', ''), '.', ''))`

/** Call it in a transaction. */
export function addDevice(database: Database, wanted: NewDevice, now: number): DeviceRow {
  const { restId, name, mac, serial } = wanted
  checkOpen(database, restId)
  const digits = mac.replace(/[:.-]/g, '').toLowerCase()
  if (mac === '' ? serial === '' : !/^[0-9a-f]{12}$/.test(digits)) {
    throw new BooksError('INVALID_DEVICE', `bad mac '${mac.slice(0, 30)}'`)
  }
  if (serial.length > SERIAL_MAX || /[^\w./-]/.test(serial)) throw new BooksError('INVALID_DEVICE', 'bad serial')
  if (name.length > NAME_MAX) throw new BooksError('INVALID_DEVICE', 'bad name')
  const twin =
    (mac === '' ? null : database.find(`SELECT * FROM devices WHERE mac <> '' AND ${MAC_DIGITS} = ?`, digits)) ??
    (serial === ''
      ? null
      : database.find(`SELECT * FROM devices WHERE serial <> '' AND upper(serial) = upper(?)`, serial))
  if (twin)
    throw new BooksError('DEVICE_TAKEN', `device is registered already (account ${readInteger(twin, 'rest_id')})`)
  const count = database.find('SELECT count(*) AS count FROM devices WHERE rest_id = ?', restId)
  if (count && readInteger(count, 'count') >= DEVICES_MAX) {
    throw new BooksError('TOO_MANY_DEVICES', `too many devices, at most ${DEVICES_MAX}`)
  }
  const id = readMeta(database, 'next_device_id')
  const row: DeviceRow = { id, restId, name, mac, serial, registeredAt: now }
  insertDevice(database, row)
  writeMeta(database, 'next_device_id', id + 1)
  return row
}

/** Call it in a transaction. */
export function removeDevice(database: Database, { restId, id }: { restId: number; id: number }): DeviceRow {
  const row = database.find('SELECT * FROM devices WHERE id = ? AND rest_id = ?', id, restId)
  if (!row) throw new BooksError('UNKNOWN_DEVICE', `no device ${id}`)
  database.run('DELETE FROM devices WHERE id = ?', id)
  return readDevice(row)
}

function checkOpen(database: Database, restId: number): void {
  const row = database.find('SELECT state FROM accounts WHERE rest_id = ?', restId)
  if (!row) throw new BooksError('UNKNOWN_ACCOUNT', `no account ${restId}`)
  if (readInteger(row, 'state') === STATE.closed)
    throw new BooksError('ACCOUNT_CLOSED', `account is closed (${restId})`)
}
