import type { Profile } from '../../domain/account.ts'
import type { ReadContext } from '../adapter/context.ts'
import { indexRows } from '../adapter/keyed-rows.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import type { ProfileBilling } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readId, readOptionalText, readText } from '../transport/json.ts'
import { ACCOUNT_KIND, findCode } from './codes.ts'
import { createProfileUpdates } from './profile-updates.ts'
import type { RestClient } from './rest.ts'
import { readTaxNumbers } from './tax-numbers.ts'

/** GET /profiles, and what changes one. */
export function createProfiles(rest: RestClient, context: ReadContext): ProfileBilling {
  return {
    async findProfiles(ids, call) {
      const request = { operation: 'profiles', path: '/profiles', parameter: 'account_ids', ids }
      const rows = await rest.list(request, call, {
        key: (row) => readId(row, 'account_id'),
        value: (row) => readProfile(row, context),
      })
      const asked = { asked: new Set(ids), field: 'profiles.account_id', onOddity: context.onOddity }
      return indexRows(rows, asked)
    },
    ...createProfileUpdates(rest, context),
  }
}

/** One row of GET /profiles: persons and organisations share it and leave each other's fields blank. */
function readProfile(row: JsonObject, { onOddity }: ReadContext): Profile {
  const kind = findCode(ACCOUNT_KIND, readText(row, 'type'))
  const shared = {
    accountId: readId(row, 'account_id'),
    phone: readPhone(readOptionalText(row, 'phone'), onOddity),
    email: readOptionalText(row, 'email'),
    address: readOptionalText(row, 'address'),
  }
  if (kind === 'PERSON') {
    const middleName = readOptionalText(row, 'patronymic')
    return { kind, ...shared, lastName: readText(row, 'surname'), firstName: readText(row, 'name'), middleName }
  }
  if (kind === null) throw malformed('type: neither person nor organisation')
  return { kind, ...shared, legalName: readText(row, 'company'), ...readTaxNumbers(row) }
}

/** Digits with the country in front → E.164. Within the country people write 8 instead of +7. */
function readPhone(text: string | null, onOddity: OnOddity): string | null {
  if (text === null) return null
  const digits = text.replace(/[\s()+.-]/g, '')
  if (/^8\d{10}$/.test(digits)) return `+7${digits.slice(1)}`
  if (/^[1-9]\d{9,14}$/.test(digits)) return `+${digits}`
  onOddity({ kind: 'unreadable_phone', field: 'profiles.phone', code: null })
  return null
}
