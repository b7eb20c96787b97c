import type { AccountId } from '../../domain/account.ts'
import { readLegacyDay } from '../../domain/date.ts'
import type { Service, ServiceFreeze } from '../../domain/service.ts'
import { byId, type ReadContext, readAmount } from '../adapter/context.ts'
import { groupRows } from '../adapter/keyed-rows.ts'
import type { ServiceBilling } from '../port.ts'
import type { JsonObject } from '../transport/json.ts'
import { toId, toInteger, toOptionalText, toPrinted, toText } from '../transport/json-values.ts'
import { readCode, SERVICE_STATUS, TARIFF_KIND } from './codes.ts'
import { createListIpAddresses } from './ip-addresses.ts'
import { isRestId, type RestClient, type RestReading } from './rest.ts'

/** GET /services. The billing does not tell an account without services from an account that is not there. */
export function createServices(rest: RestClient, context: ReadContext): ServiceBilling {
  const reading: RestReading<Service> = {
    key: (row) => toId(row['account_id'], 'account_id'),
    value: (row, accountId) => readService(row, accountId, context),
  }
  const grouping = {
    noun: 'services',
    ownerField: 'account_id',
    onOddity: context.onOddity,
    id: ({ id }: Service) => id,
    compare: byId,
  }
  return {
    async listServices(ids, call) {
      const request = { operation: 'services', path: '/services', parameter: 'account_ids', ids }
      return groupRows(await rest.list(request, call, reading), ids.filter(isRestId), grouping)
    },
    listIpAddresses: createListIpAddresses(rest, context),
  }
}

/** One row of GET /services. */
function readService(row: JsonObject, accountId: AccountId, context: ReadContext): Service {
  const { timeZone, onOddity } = context
  const { options, optionsFee } = readOptions(row, context)
  return {
    id: toId(row['id'], 'id'),
    accountId,
    kind: readCode(TARIFF_KIND, toInteger(row['kind'], 'kind'), { field: 'services.kind', onOddity }),
    status: readCode(SERVICE_STATUS, toInteger(row['state'], 'state'), { field: 'services.state', onOddity }),
    tariffId: toId(row['tariff_id'], 'tariff_id'),
    connectedOn: readLegacyDay(toText(row['connected'], 'connected'), timeZone),
    options,
    optionsFee,
    freeze: readFreeze(row, timeZone),
  }
}

/** Older versions of the billing know no options and tell no holds: what is not there is none. */
function readOptions(row: JsonObject, context: ReadContext): Pick<Service, 'options' | 'optionsFee'> {
  const speed = readOption(row['speed'], 'speed')
  const channels = readOption(row['channels'], 'channels')
  if (speed <= 0 && channels <= 0) return NO_OPTIONS
  const named = [
    { option: 'SPEED', value: speed },
    { option: 'CHANNELS', value: channels },
  ] as const
  const options = named.filter(({ value }) => value > 0)
  return {
    options,
    optionsFee: readAmount(toPrinted(row['options_fee'], 'options_fee'), 'services.options_fee', context),
  }
}

const NO_OPTIONS = { options: [], optionsFee: null }

function readOption(value: unknown, field: string): number {
  return value === undefined ? 0 : toInteger(value, field)
}

function readFreeze(row: JsonObject, timeZone: string): ServiceFreeze | null {
  const from = readLegacyDay(toOptionalText(row['frozen_from'], 'frozen_from') ?? '', timeZone)
  const until = readLegacyDay(toOptionalText(row['frozen_to'], 'frozen_to') ?? '', timeZone)
  return from === null || until === null ? null : { from, until }
}
