import type { AccountId } from '../../domain/account.ts'
import type { FreezeTerms, OptionTerms, OrderTerms } from '../../domain/order-terms.ts'
import { chunk } from '../adapter/chunk.ts'
import { compareIds, type ReadContext, readAmount } from '../adapter/context.ts'
import { groupRows, type KeyedRow, readKeyedRow } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, Bulk } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { elements, elementText, type XmlElement } from '../transport/xml.ts'
import { IDS_PER_CALL } from './capabilities.ts'
import { findCode, ORDER_OPTION } from './codes.ts'
import { SOAP } from './identity.ts'
import { readKey, readOptionalKey, readWhole, writeFilter } from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'

/** GetOrderTerms, which takes many agreements in one call. */
export async function findOrderTerms(
  side: SoapSide,
  ids: readonly AccountId[],
  call: BillingCall,
): Promise<Bulk<AccountId, OrderTerms>> {
  const found = new Map<AccountId, OrderTerms | BillingError>()
  const keys = await side.identity.findForeignKeys(SOAP, [...new Set(ids)], call)
  const known = [...keys].flatMap(([accountId, agreementKey]) => {
    if (!(agreementKey instanceof BillingError)) return [{ accountId, agreementKey }]
    found.set(accountId, agreementKey)
    return []
  })
  const askSome = async (some: readonly (typeof known)[number][]) => {
    const agreementKeys = some.map(({ agreementKey }) => agreementKey)
    const groups = groupRows(await readRows(side, agreementKeys, call), agreementKeys, {
      noun: 'orderTerms',
      ownerField: 'agrmid',
      onOddity: side.context.onOddity,
      id: ({ id }) => id,
      compare: (one, other) => compareIds(one.id, other.id),
    })
    for (const { accountId, agreementKey } of some) {
      const rows = groups.get(agreementKey) ?? []
      found.set(accountId, rows instanceof BillingError ? rows : gather(rows))
    }
  }
  await Promise.all(chunk(known, IDS_PER_CALL).map(askSome))
  return found
}

interface TermRow {
  /** Of an option of a service, or of the hold. */
  readonly id: string
  readonly option: OptionTerms | null
  readonly freeze: FreezeTerms | null
}

function readRows(
  { soap, context }: SoapSide,
  agreementKeys: readonly string[],
  call: BillingCall,
): Promise<readonly KeyedRow<TermRow>[]> {
  const name = { system: SOAP, operation: 'GetOrderTerms' }
  const content = writeFilter({ parts: [['agrmid', agreementKeys]], pageSize: IDS_PER_CALL })
  const reading = {
    key: (row: XmlElement) => readKey(row, 'agrmid'),
    value: (row: XmlElement) => readTerm(row, context),
  }
  return soap.call({ name: name.operation, content, writes: false }, call, (answer) =>
    elements(answer, 'ret').map((row) => readKeyedRow(row, { name, reading, onOddity: context.onOddity })),
  )
}

/** One OrderTerm. An option that nobody lists is of no use to anybody. */
function readTerm(row: XmlElement, context: ReadContext): TermRow {
  const serviceId = readOptionalKey(row, 'vgid')
  const code = readWhole(row, 'opt')
  const [min, max, step] = [readWhole(row, 'minval'), readWhole(row, 'maxval'), readWhole(row, 'step')]
  if (max < min || step === 0) throw malformed('maxval, step: no range')
  const id = `${serviceId ?? 0}:${code}`
  if (serviceId === null) {
    return { id, option: null, freeze: { minDays: min, maxDays: max, maxDaysAhead: readWhole(row, 'ahead') } }
  }
  const option = findCode(ORDER_OPTION, code)
  if (option === null) return { id, option, freeze: null }
  const stepFee = readAmount(elementText(row, 'stepfee'), 'orderTerms.stepfee', context)
  return { id, option: { serviceId, option, min, max, step, current: readWhole(row, 'curval'), stepFee }, freeze: null }
}

function gather(rows: readonly TermRow[]): OrderTerms {
  return {
    options: rows.flatMap(({ option }) => option ?? []),
    freeze: rows.find(({ freeze }) => freeze !== null)?.freeze ?? null,
  }
}
