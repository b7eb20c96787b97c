import type { AccountRow, Books } from '../books/types.ts'
import type { RestOperationName } from '../operations.ts'
import { type Answer, listOf, oneOf, type Row, text, whole } from '../wire/answer.ts'
import { shuffled, textKey } from '../wire/order.ts'
import { RefusalError } from '../wire/refusal.ts'
import { readLoginFilter, setCredentials } from './credentials.ts'
import { addDevice, removeDevice } from './devices.ts'
import { documentContent } from './documents.ts'
import { type Page, readIds, readNumbers, readPage, readWhole } from './params.ts'
import * as rows from './rows.ts'
import { updateProfile, updateSettings } from './updates.ts'

export interface RestRequest {
  readonly query: URLSearchParams
  /** The JSON body; undefined for GET. */
  readonly body: unknown
}

export interface RestOperation {
  readonly method: 'GET' | 'POST'
  readonly path: string
  run(books: Books, request: RestRequest): Answer
  /** The parameter whose ids may be swapped for those of a stranger. */
  readonly idsName?: 'ids' | 'account_ids' | 'service_ids' | 'subject_ids' | 'tariff_ids' | 'region_ids' | 'region_id'
}

/** The operations of contract/openapi.json by operationId. */
export const OPERATIONS: Readonly<Record<RestOperationName, RestOperation>> = {
  ping: { method: 'GET', path: '/ping', run: () => ({ shape: 'plain', items: [text('pong')] }) },
  accounts: { method: 'GET', path: '/accounts', run: listAccounts, idsName: 'ids' },
  agreements: {
    method: 'GET',
    path: '/agreements',
    idsName: 'account_ids',
    run: (books, { query }) =>
      ofAccounts(books, query, (ids) => keyed(books.findAgreements(ids), (row) => row.restId, rows.agreementRow)),
  },
  profiles: {
    method: 'GET',
    path: '/profiles',
    idsName: 'account_ids',
    run: (books, { query }) =>
      ofAccounts(books, query, (ids) => keyed(books.findProfiles(ids), (row) => row.restId, rows.profileRow)),
  },
  tariffs: { method: 'GET', path: '/tariffs', run: listTariffs, idsName: 'ids' },
  services: {
    method: 'GET',
    path: '/services',
    idsName: 'account_ids',
    run: (books, { query }) =>
      ofAccounts(books, query, (ids) => keyed(books.listServices(ids), (row) => row.id, rows.serviceRow)),
  },
  subjects: { method: 'GET', path: '/subjects', run: listSubjects, idsName: 'ids' },
  regions: {
    method: 'GET',
    path: '/regions',
    run: (books, { query }) =>
      cut(
        keyed(books.listRegions(), (row) => row.id, rows.regionRow),
        readPage(query),
      ),
  },
  operators: {
    method: 'GET',
    path: '/operators',
    run: (books, { query }) =>
      cut(
        keyed(books.listOperators(), (row) => row.id, rows.operatorRow),
        readPage(query),
      ),
  },
  logins: {
    method: 'GET',
    path: '/logins',
    idsName: 'subject_ids',
    run: (books, { query }) =>
      cut(
        keyed(books.findLogins(readLoginFilter(query)), ({ subject }) => subject.id, rows.loginRow),
        readPage(query),
      ),
  },
  setCredentials: { method: 'POST', path: '/credentials/set', run: setCredentials },
  checkCredentials: { method: 'POST', path: '/credentials/check', run: checkCredentials },
  availableTariffs: {
    method: 'GET',
    path: '/tariffs/available',
    idsName: 'service_ids',
    run: (books, { query }) =>
      ofServices(books, query, (ids) =>
        keyed(
          books.listAvailableTariffs(ids),
          ({ serviceId, tariffId }) => textKey(`${serviceId} ${tariffId}`),
          rows.availableTariffRow,
        ),
      ),
  },
  channels: {
    method: 'GET',
    path: '/channels',
    idsName: 'tariff_ids',
    run: (books, { query }) =>
      cut(
        keyed(
          books.listChannels(readIds(query, 'tariff_ids')),
          ({ tariffId, number }) => tariffId * 1000 + number,
          rows.channelRow,
        ),
        readPage(query),
      ),
  },
  ips: {
    method: 'GET',
    path: '/ips',
    idsName: 'service_ids',
    run: (books, { query }) =>
      ofServices(books, query, (ids) =>
        keyed(books.listAddresses(ids), ({ serviceId, ip }) => textKey(`${serviceId} ${ip}`), rows.addressRow),
      ),
  },
  devices: {
    method: 'GET',
    path: '/devices',
    idsName: 'account_ids',
    run: (books, { query }) =>
      ofAccounts(books, query, (ids) => keyed(books.listDevices(ids), (row) => row.id, rows.deviceRow)),
  },
  addDevice,
  removeDevice,
  documents: {
    method: 'GET',
    path: '/documents',
    idsName: 'account_ids',
    run: (books, { query }) =>
      ofAccounts(books, query, (ids) => keyed(books.listDocuments(ids), (row) => row.id, rows.documentRow)),
  },
  documentContent,
  offerings: {
    method: 'GET',
    path: '/offerings',
    idsName: 'region_ids',
    run: (books, { query }) =>
      cut(
        keyed(
          books.listOfferings(readIds(query, 'region_ids')),
          ({ id, regionId }) => regionId * 1000 + id,
          rows.offeringRow,
        ),
        readPage(query),
      ),
  },
  settings: {
    method: 'GET',
    path: '/settings',
    idsName: 'account_ids',
    run: (books, { query }) =>
      ofAccounts(books, query, (ids) => keyed(books.findSettings(ids), (row) => row.restId, rows.settingsRow)),
  },
  updateProfile: { method: 'POST', path: '/profiles/update', run: updateProfile },
  updateSettings: { method: 'POST', path: '/settings/update', run: updateSettings },
  coverage: { method: 'GET', path: '/coverage', run: listCoverage, idsName: 'region_id' },
}

interface Keyed {
  readonly key: number
  readonly row: Row
}

function keyed<T>(found: readonly T[], key: (row: T) => number, write: (row: T) => Row): Keyed[] {
  return found.map((row) => ({ key: key(row), row: write(row) }))
}

/** Rows in no order, cut to the page: what does not fit is silently left out. */
function cut(found: readonly Keyed[], { limit, offset }: Page): Answer {
  const page = shuffled(found, ({ key }) => key).slice(offset, offset + limit)
  return listOf(page.map(({ row }) => row))
}

function listAccounts(books: Books, { query }: RestRequest): Answer {
  const page = readPage(query)
  const ids = readIds(query, 'ids')
  const soapIds = readIds(query, 'agrm_ids')
  const number = query.get('number')
  const numbers = number === null ? readNumbers(query, 'numbers') : [number]
  if (soapIds !== null) return cut(writeAccounts(books.findAccountsBySoapId(soapIds)), page)
  if (ids === null && numbers === null) return cut(writeAccounts(books.listAccounts(page)), { ...page, offset: 0 })
  if (numbers === null) return cut(writeAccounts(books.findAccounts(ids ?? [])), page)
  const named = books.findAccountsByNumber(numbers)
  return cut(writeAccounts(named.filter(({ restId }) => ids === null || ids.includes(restId))), page)
}

function writeAccounts(accounts: readonly AccountRow[]): Keyed[] {
  return keyed(accounts, (row) => row.restId, rows.accountRow)
}

function ofAccounts(books: Books, query: URLSearchParams, find: (ids: readonly number[]) => Keyed[]): Answer {
  const page = readPage(query)
  const ids = readIds(query, 'account_ids')
  if (ids !== null) return cut(find(ids), page)
  return cut(find(books.listAccounts(page).map(({ restId }) => restId)), { ...page, offset: 0 })
}

/** Without ids: the services of a page of accounts. */
function ofServices(books: Books, query: URLSearchParams, find: (ids: readonly number[]) => Keyed[]): Answer {
  const page = readPage(query)
  const ids = readIds(query, 'service_ids')
  if (ids !== null) return cut(find(ids), page)
  const accounts = books.listAccounts(page).map(({ restId }) => restId)
  return cut(find(books.listServices(accounts).map(({ id }) => id)), { ...page, offset: 0 })
}

function listTariffs(books: Books, { query }: RestRequest): Answer {
  const page = readPage(query)
  const ids = readIds(query, 'ids')
  const regionId = readWhole(query, 'region_id')
  const all = ids === null ? books.listTariffs(regionId) : books.findTariffs(ids)
  const wanted = all.filter((tariff) => regionId === null || tariff.regionId === 0 || tariff.regionId === regionId)
  return cut(
    keyed(wanted, (row) => row.id, rows.tariffRow),
    page,
  )
}

function listSubjects(books: Books, { query }: RestRequest): Answer {
  const page = readPage(query)
  const ids = readIds(query, 'ids')
  if (ids === null) throw new RefusalError(400, "'ids' is missing: subjects are not listed, only looked up")
  return cut(
    keyed(books.findSubjects(ids), (row) => row.id, rows.subjectRow),
    page,
  )
}

/** The streets whose names hold a text; without `region_id`, of the first region. */
function listCoverage(books: Books, { query }: RestRequest): Answer {
  const filter = { city: query.get('city') ?? '', street: query.get('street') ?? '' }
  const found = books.listCoverage({ regionId: readWhole(query, 'region_id') ?? 1, ...filter })
  return cut(
    keyed(found, (row) => row.id, rows.coverageRow),
    readPage(query),
  )
}

function checkCredentials(books: Books, { body }: RestRequest): Answer {
  const login = readField(body, 'login')
  const password = readField(body, 'password')
  const subject = books.checkCredentials(login, password)
  if (subject === null) return oneOf({ ok: whole(0), err: text('wrong login or password') })
  return oneOf({ ok: whole(1), subject: { kind: 'row', row: rows.subjectRow(subject) } })
}

function readField(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  if (typeof value !== 'string') throw new RefusalError(400, `'${name}' is missing or no string`)
  return value
}
