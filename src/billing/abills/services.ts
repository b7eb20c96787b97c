import type { AccountId } from '../../domain/account.ts'
import { readLegacyDay } from '../../domain/date.ts'
import type { IpAddress } from '../../domain/ip-address.ts'
import type { Service, ServiceId, ServiceStatus } from '../../domain/service.ts'
import { chunk } from '../adapter/chunk.ts'
import { compareIds } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { groupRows, type KeyedRow } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, ServiceBilling } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readId, readInteger, readOptionalText } from '../transport/json.ts'
import { readCode, SERVICE_STATUS } from './codes.ts'
import type { AbillsContext, AbillsSide, Lookup } from './context.ts'
import { readServiceId, writeServiceId, writeTariffId } from './keys.ts'
import { readRows } from './rows.ts'
import { distinctIds } from './users.ts'

const ACCOUNTS_PER_CALL = 50

/** GET /users/internet/all?UID=1;2, and GET /users/:uid/abon, which there is no multi-get of. */
export function createServices(side: AbillsSide): ServiceBilling {
  const { context } = side
  const grouping = { noun: 'services', ownerField: 'uid', onOddity: context.onOddity }
  return {
    async listServices(ids, call) {
      const uids = distinctIds(ids)
      const [internet, abon] = await Promise.all([listInternet(uids, side, call), listAbon(uids, side, call)])
      const byAccount = groupRows([...internet, ...abon.rows], uids, {
        ...grouping,
        id: ({ id }) => id,
        compare: (one, other) => compareServices(one.id, other.id),
      })
      return new Map([...byAccount].map(([uid, services]) => [uid, abon.errors.get(uid) ?? services]))
    },

    async listIpAddresses(ids, call) {
      const keys = [...new Set(ids)].flatMap((id) => readServiceId(id) ?? [])
      const uids = [...new Set(keys.filter(({ module }) => module === 'internet').map(({ uid }) => uid))]
      const rows = await fetchInternet(uids, { IP: '_SHOW' }, { side, call })
      const value = (row: JsonObject) => readAddress(row, readInternetId(row))
      const read = readRows(rows, { noun: 'services', key: readInternetId, value, onOddity: context.onOddity })
      const byService = new Map(read.map(({ key: id, value }) => [id, value]))
      return new Map(
        keys.map((service) => {
          const id = writeServiceId(service)
          const found = byService.get(id) ?? null
          return [id, found instanceof BillingError ? found : found === null ? [] : [found]] as const
        }),
      )
    },
  }
}

/** "internet-2-9" before "internet-2-10", and internet before the rest. */
function compareServices(one: string, other: string): number {
  const [left, right] = [readServiceId(one), readServiceId(other)]
  if (left === null || right === null || left.module === right.module)
    return compareIds(left?.id ?? '', right?.id ?? '')
  return left.module === 'internet' ? -1 : 1
}

function readInternetId(row: JsonObject): string {
  return writeServiceId({ module: 'internet', uid: readId(row, 'uid'), id: readId(row, 'id') })
}

async function fetchInternet(
  uids: readonly AccountId[],
  shown: Readonly<Record<string, string>>,
  { side, call }: Lookup,
): Promise<readonly JsonObject[]> {
  const lists = await Promise.all(
    chunk(uids, ACCOUNTS_PER_CALL).map((some) => {
      const query = { UID: some.join(';'), ...shown }
      return side.client.list({ operation: 'internet', path: '/users/internet/all', query }, call)
    }),
  )
  return lists.flat()
}

async function listInternet(uids: readonly AccountId[], side: AbillsSide, call: BillingCall) {
  const shown = { TP_ID: '_SHOW', TP_NAME: '_SHOW', INTERNET_STATUS: '_SHOW', INTERNET_ACTIVATE: '_SHOW' }
  const rows = await fetchInternet(uids, shown, { side, call })
  const value = (row: JsonObject) => readInternet(row, side.context)
  return readRows(rows, { noun: 'internet', key: (row) => readId(row, 'uid'), value, onOddity: side.context.onOddity })
}

/** What somebody has besides, each with a price: an account whose question fails has its error. */
async function listAbon(uids: readonly AccountId[], side: AbillsSide, call: BillingCall) {
  const { context } = side
  const found = await findEach(uids, async (uid) => {
    const rows = await side.client.list(
      { operation: 'abon', path: `/users/${uid}/abon`, query: {}, emptyFor: NOBODY },
      call,
    )
    const value = (row: JsonObject) => readAbon(row, context)
    return readRows(rows, { noun: 'abon', key: (row) => readId(row, 'uid'), value, onOddity: context.onOddity })
  })
  const rows: KeyedRow<Service>[] = []
  const errors = new Map<AccountId, BillingError>()
  for (const [uid, list] of found) {
    if (list instanceof BillingError) errors.set(uid, list)
    else rows.push(...list)
  }
  return { rows, errors }
}

/** "User not found": then there is nothing of his. */
const NOBODY = [15]

/** One row of GET /users/internet/all. */
function readInternet(row: JsonObject, context: AbillsContext): Service {
  const { timeZone, onOddity } = context
  const uid = readId(row, 'uid')
  return {
    id: writeServiceId({ module: 'internet', uid, id: readId(row, 'id') }),
    accountId: uid,
    kind: 'INTERNET',
    status: readCode<ServiceStatus>(SERVICE_STATUS, readInteger(row, 'internetStatus'), {
      field: 'internet.internetStatus',
      onOddity,
    }),
    tariffId: writeTariffId({ module: 'internet', id: readId(row, 'tpId') }),
    connectedOn: readLegacyDay(readOptionalText(row, 'internetActivate') ?? '', timeZone),
    options: [],
    optionsFee: null,
    // The days of a hold stand in the plan of changes, which the subscriber alone is shown.
    freeze: null,
  }
}

/** One row of GET /users/:uid/abon. */
function readAbon(row: JsonObject, { timeZone }: AbillsContext): Service {
  const uid = readId(row, 'uid')
  const id = readId(row, 'id')
  if (readInteger(row, 'activeService') < 0) throw malformed('activeService: negative')
  return {
    id: writeServiceId({ module: 'abon', uid, id }),
    accountId: uid,
    kind: 'EXTRA',
    status: readInteger(row, 'activeService') === 0 ? 'TERMINATED' : 'ACTIVE',
    tariffId: writeTariffId({ module: 'abon', id }),
    connectedOn: readLegacyDay(readOptionalText(row, 'date') ?? '', timeZone),
    options: [],
    optionsFee: null,
    freeze: null,
  }
}

/** An address of zeros is none: the service gets one with each session. */
function readAddress(row: JsonObject, serviceId: ServiceId): IpAddress | null {
  const address = readOptionalText(row, 'ip')
  if (address === null || address === '0.0.0.0') return null
  return { serviceId, address, assignment: 'STATIC' }
}
