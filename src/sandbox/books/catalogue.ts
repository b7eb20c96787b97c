import { type Database, type Row, readAmount, readInteger, readText } from './database.ts'
import type { Books, TariffRow } from './types.ts'

type CatalogueReads = Pick<Books, 'findTariffs' | 'listTariffs' | 'listRegions' | 'listOperators'>

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

function readTariff(row: Row): TariffRow {
  return {
    id: readInteger(row, 'id'),
    name: readText(row, 'name'),
    kind: readInteger(row, 'kind'),
    fee: readAmount(row, 'fee'),
    speed: readInteger(row, 'speed'),
    regionId: readInteger(row, 'region_id'),
    ownerAccount: readInteger(row, 'owner_account'),
  }
}
