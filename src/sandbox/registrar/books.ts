import { randomUUID } from 'node:crypto'
import { openDatabase, type Row, readAmount, readInteger, readText } from '../books/database.ts'
import { FATES, type ReceiptDocument, type RegistrarBooks } from './types.ts'

/** The registrar's own file: it is another system than the billing. ":memory:" keeps nothing. */
export function openRegistrarBooks(file: string): RegistrarBooks {
  const database = openDatabase(file)
  database.execute(`
    create table if not exists documents (
      number integer primary key autoincrement,
      uuid text not null unique,
      group_code text not null,
      external_id text not null,
      operation text not null check (operation in ('sell', 'sell_refund')),
      kopecks integer not null check (kopecks > 0),
      client text not null,
      item_name text not null,
      vat text not null,
      taken_at integer not null,
      due_at integer not null,
      fate text not null,
      unique (group_code, external_id)
    ) strict`)
  const find = (where: string, ...values: string[]) => {
    const row = database.find(`select * from documents where ${where}`, ...values)
    return row === null ? null : readDocument(row)
  }
  return {
    findByExternalId: (groupCode, externalId) => find('group_code = ? and external_id = ?', groupCode, externalId),
    findByUuid: (groupCode, uuid) => find('group_code = ? and uuid = ?', groupCode, uuid),
    take(document) {
      const { groupCode, externalId, operation, kopecks, client, itemName, vat, takenAt, dueAt, fate } = document
      const row = database.find(
        `insert into documents (uuid, group_code, external_id, operation, kopecks, client, item_name, vat, taken_at, due_at, fate)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *`,
        randomUUID(),
        groupCode,
        externalId,
        operation,
        kopecks,
        client,
        itemName,
        vat,
        takenAt,
        dueAt,
        fate,
      )
      if (row === null) throw new Error('The document was not kept.')
      return readDocument(row)
    },
    list: (limit) => database.all('select * from documents order by number limit ?', limit).map(readDocument),
    close: () => database.close(),
  }
}

function readDocument(row: Row): ReceiptDocument {
  const fate = readText(row, 'fate')
  return {
    uuid: readText(row, 'uuid'),
    groupCode: readText(row, 'group_code'),
    externalId: readText(row, 'external_id'),
    operation: readText(row, 'operation') === 'sell' ? 'sell' : 'sell_refund',
    kopecks: readAmount(row, 'kopecks'),
    client: readText(row, 'client'),
    itemName: readText(row, 'item_name'),
    vat: readText(row, 'vat'),
    takenAt: readInteger(row, 'taken_at'),
    dueAt: readInteger(row, 'due_at'),
    fate: FATES.find((known) => known === fate) ?? 'done',
    number: readInteger(row, 'number'),
  }
}
