import type { Tariff, TariffId } from '../../domain/tariff.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { element, elementText, findElement, findElementText, writeElement, type XmlElement } from '../transport/xml.ts'
import { findById } from './by-id.ts'
import { readCode, TARIFF_KIND } from './codes.ts'
import { keyOf, readList, readRows } from './pages.ts'
import { readKey, readLong, readOptionalMoney } from './rows.ts'
import type { LanContext, LanSide } from './side.ts'

/** One soapTarif. */
function readTariff(row: XmlElement, context: LanContext): Tariff {
  return {
    id: readKey(row, 'tarid'),
    name: elementText(row, 'descr'),
    kind: readCode(TARIFF_KIND, readLong(row, 'type'), { field: 'tarifs.type', onOddity: context.onOddity }),
    monthlyFee: readOptionalMoney(row, 'rent', context),
    speedMbps: readSpeed(readLong(row, 'shape')),
    ownerAccountId: null,
    components: [],
    tvPackage: null,
    description: findElementText(row, 'descrfull'),
  }
}

/** Kilobits per second, counted by thousands or by 1024: what comes out even says which. Below a megabit there is no word. */
function readSpeed(shape: number): number | null {
  const mbps = shape % 1024 === 0 ? shape / 1024 : Math.floor(shape / 1000)
  return mbps > 0 ? mbps : null
}

/** getTarif; undefined when there is none. */
export function findTariff(side: LanSide, id: TariffId, call: BillingCall): Promise<Tariff | undefined> {
  return findById(
    side,
    {
      operation: 'getTarif',
      noun: 'Tarif',
      id,
      read: (answer) => {
        const row = findElement(answer, 'ret')
        if (row === null) return undefined
        const tariff = readTariff(element(row, 'tarif'), side.context)
        if (tariff.id !== id) throw malformed('tarid: not the one asked for')
        return tariff
      },
    },
    call,
  )
}

/** getTarifsExt2: what subscribers may choose, by their ids. One that cannot be read is the error of the list. */
export async function listChoosable(side: LanSide, call: BillingCall): Promise<readonly Tariff[]> {
  const rows = await readList(
    side,
    {
      operation: 'getTarifsExt2',
      filter: [],
      order: { column: 'tar_id', newestFirst: false },
      id: (row) => readKey(element(row, 'tarif'), 'tarid'),
      read: (row) => {
        const tariff = element(row, 'tarif')
        const isOffered = readLong(tariff, 'archive') === 0 && readLong(tariff, 'unavaliable') === 0
        return isOffered ? readTariff(tariff, side.context) : null
      },
    },
    call,
  )
  return rows.flatMap(({ value }) => {
    if (value instanceof BillingError) throw value
    return value ?? []
  })
}

/** getTarifsStaff: what a tariff may be changed to, in the billing's order. */
export async function listSuccessors(
  { soap, context }: LanSide,
  tariffId: TariffId,
  call: BillingCall,
): Promise<readonly TariffId[]> {
  const parts = [
    ['groupid', 0],
    ['grouptarid', tariffId],
    ['groupmoduleid', 0],
    ['tarid', 0],
  ] as const
  const content = `<filter>${parts.map(([name, value]) => writeElement(name, value)).join('')}</filter>`
  const kind = {
    operation: 'getTarifsStaff',
    id: keyOf('tarid'),
    read: (row: XmlElement) => {
      // A row of another tariff's list is an answer to another question.
      if (readKey(row, 'grouptarid') !== tariffId) throw malformed('grouptarid: not the one asked for')
      return readKey(row, 'tarid')
    },
  }
  const request = { name: kind.operation, content, writes: false }
  const rows = await soap.call(request, call, (answer) => readRows(answer, kind, context.onOddity))
  const ids = rows.map(({ value }) => {
    if (value instanceof BillingError) throw value
    return value
  })
  return [...new Set(ids)].filter((id) => id !== tariffId)
}
