import type { AccountId } from '../../domain/account.ts'
import type { ProfileChange, ProfileField } from '../../domain/profile.ts'
import type { AccountSettings, SettingsChange } from '../../domain/settings.ts'
import type { ReadContext } from '../adapter/context.ts'
import { indexRows } from '../adapter/keyed-rows.ts'
import type { BillingCall, ProfileBilling, UpdateVerdict } from '../port.ts'
import { AnswerError, type HttpAnswer, malformed } from '../transport/answer.ts'
import { readText } from '../transport/charset.ts'
import {
  type JsonObject,
  readText as readField,
  readId,
  readInteger,
  readObject,
  writeJson,
} from '../transport/json.ts'
import { codesOf, INVOICE_DELIVERY, readCode, SETTINGS_LANGUAGE } from './codes.ts'
import { isRestId, type RestClient, readRestJson } from './rest.ts'

/** openapi.json, Profile: how the billing calls the fields. */
const FIELDS: Readonly<Record<ProfileField, string>> = {
  lastName: 'surname',
  firstName: 'name',
  middleName: 'patronymic',
  legalName: 'company',
  inn: 'inn',
  kpp: 'kpp',
  phone: 'phone',
  email: 'email',
  address: 'address',
}

/** POST /profiles/update, GET /settings and POST /settings/update. Success says nothing about what was taken over. */
export function createProfileUpdates(
  rest: RestClient,
  context: ReadContext,
): Pick<ProfileBilling, 'findSettings' | 'updateProfile' | 'updateSettings'> {
  async function update(
    operation: 'updateProfile' | 'updateSettings',
    { accountId, fields }: { accountId: AccountId; fields: Fields },
    call: BillingCall,
  ): Promise<UpdateVerdict> {
    if (!isRestId(accountId)) return NOT_FOUND
    const path = operation === 'updateProfile' ? '/profiles/update' : '/settings/update'
    const body = writeJson({ account_id: Number(accountId), ...fields })
    return rest.write({ operation, method: 'POST', path, body }, call, readUpdate)
  }

  return {
    async findSettings(ids, call) {
      const request = { operation: 'settings', path: '/settings', parameter: 'account_ids', ids }
      const rows = await rest.list(request, call, {
        key: (row) => readId(row, 'account_id'),
        value: (row) => readSettings(row, context),
      })
      const { onOddity } = context
      return indexRows(rows, { asked: new Set(ids), field: 'settings.account_id', onOddity })
    },
    updateProfile: (accountId, change, call) =>
      update('updateProfile', { accountId, fields: writeProfile(change) }, call),
    updateSettings: (accountId, change, call) =>
      update('updateSettings', { accountId, fields: writeSettings(change) }, call),
  }
}

type Fields = Readonly<Record<string, string | number>>

const NOT_FOUND = { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' } as const

/** The billing's own 404, and not one of whatever stands in between, is decided before anything is written. */
function readUpdate(answer: HttpAnswer): UpdateVerdict {
  if (answer.status === 404 && /^There is no account \d+\.\s*$/.test(readText(answer))) return NOT_FOUND
  const row = readObject(readRestJson(answer), 'answer')
  if (readInteger(row, 'ok') !== 1) throw malformed('ok: not 1')
  return { kind: 'accepted' }
}

/** A phone is kept as digits; what is emptied is "". */
function writeProfile(change: ProfileChange): Fields {
  return Object.fromEntries(
    Object.entries(FIELDS).flatMap(([field, name]) => {
      const value = isField(field) ? change[field] : undefined
      if (value === undefined) return []
      return [[name, field === 'phone' ? (value ?? '').replace('+', '') : (value ?? '')]]
    }),
  )
}

function isField(name: string): name is ProfileField {
  return Object.hasOwn(FIELDS, name)
}

function writeSettings({ language, invoiceDelivery, acceptsAdvertising }: SettingsChange): Fields {
  const [lang] = language === undefined ? [] : codesOf(SETTINGS_LANGUAGE, [language])
  const [invoice] = invoiceDelivery === undefined ? [] : codesOf(INVOICE_DELIVERY, [invoiceDelivery])
  return {
    ...(lang === undefined ? {} : { lang }),
    ...(invoice === undefined ? {} : { invoice }),
    ...(acceptsAdvertising === undefined ? {} : { ads: acceptsAdvertising ? 1 : 0 }),
  }
}

function readSettings(row: JsonObject, { onOddity }: ReadContext): AccountSettings {
  const ads = readInteger(row, 'ads')
  if (ads !== 0 && ads !== 1) throw new AnswerError('BILLING_MALFORMED_ANSWER', 'ads: neither 0 nor 1')
  return {
    language: readCode(SETTINGS_LANGUAGE, readField(row, 'lang'), { field: 'settings.lang', onOddity }),
    invoiceDelivery: readCode(INVOICE_DELIVERY, readField(row, 'invoice'), { field: 'settings.invoice', onOddity }),
    acceptsAdvertising: ads === 1,
  }
}
