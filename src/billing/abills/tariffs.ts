import type { Tariff, TariffId } from '../../domain/tariff.ts'
import { compareIds, readAmount } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { indexRows } from '../adapter/keyed-rows.ts'
import type { BillingError } from '../error.ts'
import type { BillingCall, TariffBilling } from '../port.ts'
import { type JsonObject, readBareText, readDecimal, readId, readOptionalText } from '../transport/json.ts'
import type { AbillsContext, AbillsSide } from './context.ts'
import { readServiceId, readTariffId, writeTariffId } from './keys.ts'
import { readRows } from './rows.ts'
import type { SubscriberSessions } from './sessions.ts'
import { listOffered } from './subscriber-state.ts'

/** GET /internet/tariffs and GET /abon/tariffs: there are few, and no multi-get. */
export function createTariffs(side: AbillsSide, sessions: SubscriberSessions): TariffBilling {
  return {
    async findTariffs(ids, call) {
      const wanted = ids.filter((id) => readTariffId(id) !== null)
      const modules = new Set(wanted.map((id) => readTariffId(id)?.module))
      const lists = await Promise.all([
        modules.has('internet') ? listInternet(side, call) : [],
        modules.has('abon') ? listAbon(side, call) : [],
      ])
      const { onOddity } = side.context
      const all = lists.flat()
      // The rest of the list was asked for as well: it cannot be left out of the question.
      const asked = new Set(all.map(({ key }) => key))
      const found = indexRows(all, { asked, field: 'tariffs.tpId', onOddity })
      return new Map<TariffId, Tariff | BillingError>([...found].filter(([id]) => wanted.includes(id)))
    },
    // There are no regions to choose in.
    listTariffs: async () => new Map(),

    async listAvailableTariffs(serviceIds, call) {
      const internet = [...new Set(serviceIds)].filter((id) => readServiceId(id)?.module === 'internet')
      const offered = await findEach(internet, async (id) => {
        const offers = await listOffered(readServiceId(id)?.uid ?? '', { sessions, context: side.context, call })
        const tariffIds = [...new Set(offers.map((offer) => offer.id))].toSorted(compareIds)
        return tariffIds.map((tariffId) => writeTariffId({ module: 'internet', id: tariffId }))
      })
      const others = serviceIds.filter((id) => readServiceId(id)?.module === 'abon').map((id) => [id, []] as const)
      return new Map<string, readonly TariffId[] | BillingError>([...others, ...offered])
    },
    listChannels: async () => new Map(),
  }
}

function readInternetId(row: JsonObject): string {
  return writeTariffId({ module: 'internet', id: readId(row, 'tpId') })
}

function readAbonId(row: JsonObject): string {
  return writeTariffId({ module: 'abon', id: readId(row, 'id') })
}

async function listInternet({ client, context }: AbillsSide, call: BillingCall) {
  const rows = await client.list({ operation: 'internetTariffs', path: '/internet/tariffs/', query: {} }, call)
  const value = (row: JsonObject) => readTariff(row, { module: 'internet', context })
  return readRows(rows, { noun: 'internetTariffs', key: readInternetId, value, onOddity: context.onOddity })
}

async function listAbon({ client, context }: AbillsSide, call: BillingCall) {
  const rows = await client.list({ operation: 'abonTariffs', path: '/abon/tariffs', query: {} }, call)
  const value = (row: JsonObject) => readTariff(row, { module: 'abon', context })
  return readRows(rows, { noun: 'abonTariffs', key: readAbonId, value, onOddity: context.onOddity })
}

/** What costs by the day has no fee a month; the list tells no speed. */
function readTariff(
  row: JsonObject,
  { module, context }: { readonly module: 'internet' | 'abon'; readonly context: AbillsContext },
): Tariff {
  const isInternet = module === 'internet'
  const [id, name, fee] = isInternet ? ['tpId', 'name', 'monthFee'] : ['id', 'tpName', 'price']
  const description = readOptionalText(row, isInternet ? 'comments' : 'userDescription')
  return {
    id: writeTariffId({ module, id: readId(row, id ?? '') }),
    name: readBareText(row, name ?? ''),
    kind: isInternet ? 'INTERNET' : 'EXTRA',
    monthlyFee: readAmount(readDecimal(row, fee ?? ''), `${module}Tariffs.${fee}`, context),
    speedMbps: null,
    ownerAccountId: null,
    components: [],
    tvPackage: null,
    description,
  }
}
