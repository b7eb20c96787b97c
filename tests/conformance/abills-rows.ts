import type { FaultKind } from './fault-kinds.ts'

// What befalls single rows and fields of an answer that the double has given.

type Row = Readonly<Record<string, unknown>>
type Change = (row: Row, at: number) => Row

/** By kind: the text of the answer as it is spoilt. */
export const ROW_FAULTS: Readonly<Partial<Record<FaultKind, (text: string) => string>>> = {
  missingFields: changed((row) => without(row, ['uid', 'paymentId', 'msgId', 'success', 'extId', 'sum', 'deposit'])),
  wrongRow: changed((row) => ({
    ...row,
    ...('uid' in row ? { uid: Number(row['uid']) + 1 } : {}),
    ...('extId' in row ? { extId: `${String(row['extId'])}x` } : {}),
  })),
  brokenMoney: changed((row) => replaced(row, ['sum', 'creditSum'], '10,45')),
  typeFlips: changed((row) => ({ ...row, ...('extId' in row ? { extId: Number(row['extId']) } : {}) })),
  badRow: changed((row, at) => (at === 0 ? replaced(row, ['sum', 'deposit', 'stateId', 'state'], 'ten') : row)),
}

/** Every object of the answer: the one that it is, or the rows of its list. */
function changed(change: Change): (text: string) => string {
  return (text) => {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return JSON.stringify(value.map((row: Row, at) => change(row, at)))
    const object: Row = { ...(typeof value === 'object' ? value : {}) }
    const { list } = object
    if (!Array.isArray(list) || list.length === 0) return JSON.stringify(change(object, 0))
    return JSON.stringify({ ...object, list: list.map((row: Row, at) => change(row, at)) })
  }
}

function without(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field)))
}

function replaced(row: Row, fields: readonly string[], value: string): Row {
  return Object.fromEntries(Object.entries(row).map(([field, old]) => [field, fields.includes(field) ? value : old]))
}
