import { type Database, type Row, readAmount, readInteger, readText } from './database.ts'
import type { Books, ChannelRow, OfferingRow, TariffRow } from './types.ts'

type CatalogueReads = Pick<
  Books,
  'findTariffs' | 'listTariffs' | 'listRegions' | 'listOperators' | 'listChannels' | 'listOfferings'
>

/** What is on offer and by whom. The tariffs of a region are its own ones and those of all regions. */
export function createCatalogueReads(database: Database): CatalogueReads {
  return {
    findTariffs: (ids) =>
      database
        .all('SELECT * FROM tariffs WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
        .map(readTariff),
    listTariffs: (regionId) =>
      database
        .all('SELECT * FROM tariffs WHERE ?1 IS NULL OR region_id IN (0, ?1) ORDER BY id', regionId)
        .map(readTariff),
    listChannels: (tariffIds) =>
      database
        .all(
          `SELECT * FROM channels WHERE ?1 IS NULL OR tariff_id IN (SELECT value FROM json_each(?1))
           ORDER BY tariff_id, number`,
          writeIds(tariffIds),
        )
        .map(readChannel),
    listOfferings: (regionIds) =>
      database
        .all(
          `SELECT * FROM offerings WHERE ?1 IS NULL OR region_id IN (SELECT value FROM json_each(?1))
           ORDER BY region_id, id`,
          writeIds(regionIds),
        )
        .map(readOffering),
    listRegions: () =>
      database
        .all('SELECT * FROM regions ORDER BY id')
        .map((row) => ({ id: readInteger(row, 'id'), name: readText(row, 'name') })),
    listOperators: () =>
      database.all('SELECT * FROM operators ORDER BY id').map((row) => ({
        id: readInteger(row, 'id'),
        name: readText(row, 'name'),
        inn: readText(row, 'inn'),
        kpp: readText(row, 'kpp'),
      })),
  }
}

export function readTariff(row: Row): TariffRow {
  return {
    id: readInteger(row, 'id'),
    name: readText(row, 'name'),
    kind: readInteger(row, 'kind'),
    fee: readAmount(row, 'fee'),
    speed: readInteger(row, 'speed'),
    regionId: readInteger(row, 'region_id'),
    ownerAccount: readInteger(row, 'owner_account'),
    components: readText(row, 'components')
      .split(',')
      .filter((kind) => kind !== '')
      .map(Number),
    channels: readInteger(row, 'channels'),
    guide: readText(row, 'guide'),
    description: readText(row, 'description'),
  }
}

function readChannel(row: Row): ChannelRow {
  return {
    tariffId: readInteger(row, 'tariff_id'),
    number: readInteger(row, 'number'),
    name: readText(row, 'name'),
    genre: readText(row, 'genre'),
    isHd: readInteger(row, 'is_hd') === 1,
  }
}

function readOffering(row: Row): OfferingRow {
  const type = readText(row, 'type')
  return {
    id: readInteger(row, 'id'),
    regionId: readInteger(row, 'region_id'),
    type: type === 'E' || type === 'W' ? type : 'S',
    kind: readInteger(row, 'kind'),
    name: readText(row, 'name'),
    fee: readAmount(row, 'fee'),
    price: readAmount(row, 'price'),
    description: readText(row, 'description'),
  }
}

function writeIds(ids: readonly number[] | null): string | null {
  return ids && JSON.stringify(ids)
}
