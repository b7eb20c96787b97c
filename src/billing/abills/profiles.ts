import type { OrganizationProfile, PersonProfile, Profile } from '../../domain/account.ts'
import { readPhone } from '../../domain/phone.ts'
import { NO_PROFILE_CHANGES } from '../absent.ts'
import { findEach } from '../adapter/find-each.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import type { Bulk, ProfileBilling } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readBareText, readId, readInteger } from '../transport/json.ts'
import { type AbillsRequest, readAnswerObject } from './client.ts'
import type { AbillsSide, Lookup } from './context.ts'
import { findFault, toAnswerError } from './faults.ts'
import { distinctIds } from './users.ts'

/** GET /users/:uid/pi, which there is no multi-get of, and for organisations the company as well. */
export function createProfiles(side: AbillsSide): ProfileBilling {
  return {
    async findProfiles(ids, call) {
      const found = await findEach(distinctIds(ids), (id) => findProfile(id, { side, call }))
      return new Map([...found].flatMap(([id, profile]) => (profile === null ? [] : [[id, profile] as const])))
    },
    // Neither the language of letters nor how invoices go is kept beside a subscriber.
    findSettings: async (): Promise<Bulk<string, never>> => new Map(),
    ...NO_PROFILE_CHANGES,
  }
}

async function findProfile(id: string, lookup: Lookup): Promise<Profile | null> {
  const { client, context } = lookup.side
  const user = await findObject(`/users/${id}`, { operation: 'user', id }, lookup)
  if (user === null) return null
  const companyId = readInteger(user, 'companyId')
  const pi = await findObject(`/users/${id}/pi`, { operation: 'userPi', id }, lookup)
  if (pi === null) return null
  const shared = { accountId: id, ...readContacts(pi, context.onOddity) }
  if (companyId === 0) {
    const name = readName(pi)
    // Nobody has filled in whose account it is.
    return name.lastName === '' ? null : { kind: 'PERSON', ...shared, ...name }
  }
  const query = { ID: String(companyId), NAME: '_SHOW', EDRPOU: '_SHOW', TAX_NUMBER: '_SHOW' }
  const companies = await client.list({ operation: 'companies', path: '/companies', query }, lookup.call)
  const company = companies.find((row) => readInteger(row, 'id') === companyId)
  return { kind: 'ORGANIZATION', ...shared, ...readCompany(company) }
}

/** The object of one subscriber; null where there is none of that number. */
async function findObject(
  path: string,
  { operation, id }: { readonly operation: string; readonly id: string },
  { side, call }: Lookup,
): Promise<JsonObject | null> {
  const request: AbillsRequest = { operation, method: 'GET', path, body: null }
  return await side.client.send(request, call, (answer) => {
    const fault = findFault(answer)
    if (fault !== null && fault.number === NO_USER) return null
    if (fault !== null) throw toAnswerError(fault)
    const row = readAnswerObject(answer)
    if (readId(row, 'uid') !== id) throw malformed('uid: not the one asked for')
    return row
  })
}

const NO_USER = 15

/** Family name, name and patronymic: each in its own field, or all in the first. */
function readName(row: JsonObject): Pick<PersonProfile, 'lastName' | 'firstName' | 'middleName'> {
  const [one, two, three] = ['fio', 'fio2', 'fio3'].map((field) => readBareText(row, field).trim())
  if (two || three) return { lastName: one ?? '', firstName: two ?? '', middleName: three || null }
  const [lastName = '', firstName = '', ...others] = (one ?? '').split(/\s+/)
  return { lastName, firstName, middleName: others.join(' ') || null }
}

function readContacts(row: JsonObject, onOddity: OnOddity): Pick<Profile, 'phone' | 'email' | 'address'> {
  const phoneText = firstOf(row, 'phone') ?? firstOf(row, 'cellPhone')
  const phone = phoneText === null ? null : readPhone(phoneText)
  if (phoneText !== null && phone === null) onOddity({ kind: 'unreadable_phone', field: 'pi.phone', code: null })
  const parts = ['city', 'addressStreet', 'addressBuild', 'addressFlat'].map((field) => readBareText(row, field).trim())
  return { phone, email: firstOf(row, 'email'), address: parts.filter((part) => part !== '').join(', ') || null }
}

/** Contacts are lists, empty where there are none; older versions have one text. */
function firstOf(row: JsonObject, field: string): string | null {
  const value = row[field]
  const [first] = Array.isArray(value) ? value : [value]
  const text = typeof first === 'number' ? String(first) : first
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null
}

/** The tax number stands in either of two fields, as a number wherever it begins with no zero. */
function readCompany(row: JsonObject | undefined): Pick<OrganizationProfile, 'legalName' | 'inn' | 'kpp'> {
  if (row === undefined) throw malformed('companies: the one of the subscriber is missing')
  const numbers = [readBareText(row, 'taxNumber'), readBareText(row, 'edrpou')].map((text) => text.trim())
  const inn = numbers.find((text) => /^(?:\d{10}|\d{12})$/.test(text))
  if (inn === undefined) throw malformed('taxNumber: no tax number')
  return { legalName: readBareText(row, 'name'), inn, kpp: null }
}
