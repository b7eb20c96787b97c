import { type Database, type Row, readInteger, readIntegerOrNull, readText } from './database.ts'
import { mayBecome, STATE } from './rules.ts'
import type { Touch } from './touch.ts'
import type { AddressRow, Books, DeviceRow, TariffRow } from './types.ts'

/** What belongs to services and stands at the subscriber's. Unknown ids have no row. */
export function createEquipmentReads(
  database: Database,
  { touch, listTariffs }: { touch: Touch; listTariffs: () => readonly TariffRow[] },
): Pick<Books, 'listAddresses' | 'listDevices' | 'listAvailableTariffs'> {
  return {
    listAddresses: (serviceIds) => {
      touch.services(serviceIds)
      return database
        .all(
          'SELECT * FROM addresses WHERE service_id IN (SELECT value FROM json_each(?)) ORDER BY service_id, ip',
          JSON.stringify(serviceIds),
        )
        .map(readAddress)
    },
    listDevices: (restIds) => {
      touch.restIds(restIds)
      return database
        .all(
          'SELECT * FROM devices WHERE rest_id IN (SELECT value FROM json_each(?)) ORDER BY id',
          JSON.stringify(restIds),
        )
        .map(readDevice)
    },
    listAvailableTariffs: (serviceIds) => {
      touch.services(serviceIds)
      const tariffs = listTariffs()
      return database
        .all(
          `SELECT s.id, s.rest_id, s.tariff_id, s.kind, s.state, a.region_id FROM services s
           JOIN accounts a ON a.rest_id = s.rest_id WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id`,
          JSON.stringify(serviceIds),
        )
        .flatMap((row) => {
          const serviceId = readInteger(row, 'id')
          return tariffs.filter((tariff) => isAvailable(tariff, row)).map(({ id }) => ({ serviceId, tariffId: id }))
        })
    },
  }
}

/** For everybody or for the owner, everywhere or in the region, of a kind that the service may become. */
function isAvailable({ id, kind, regionId, ownerAccount }: TariffRow, service: Row): boolean {
  const asked = (column: string): number => readInteger(service, column)
  return (
    id !== asked('tariff_id') &&
    asked('state') !== STATE.closed &&
    (regionId === 0 || regionId === asked('region_id')) &&
    (ownerAccount === 0 || ownerAccount === asked('rest_id')) &&
    mayBecome(asked('kind'), kind)
  )
}

function readAddress(row: Row): AddressRow {
  return {
    serviceId: readInteger(row, 'service_id'),
    ip: readText(row, 'ip'),
    type: readInteger(row, 'type') === 1 ? 1 : 0,
  }
}

export function readDevice(row: Row): DeviceRow {
  return {
    id: readInteger(row, 'id'),
    restId: readInteger(row, 'rest_id'),
    name: readText(row, 'name'),
    mac: readText(row, 'mac'),
    serial: readText(row, 'serial'),
    registeredAt: readIntegerOrNull(row, 'registered_at'),
  }
}
