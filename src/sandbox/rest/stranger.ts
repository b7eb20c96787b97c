import type { Books } from '../books/types.ts'
import type { Answer } from '../wire/answer.ts'
import { strangersDevice } from './devices.ts'
import type { RestOperation, RestRequest } from './operations.ts'

/** As many accounts as one call may ask for, and one more. */
const CANDIDATE_ACCOUNTS = 101

/** The same question about one account, service, tariff, region or subject that was not asked for. */
export function runForStranger(books: Books, operation: RestOperation, { query, body }: RestRequest): Answer | null {
  const { idsName, path } = operation
  // A stranger's write must not be carried out: its echo alone is strange.
  if (path === '/devices/add') return strangersDevice(books, listCandidates(books, operation))
  if (idsName === undefined) return null
  const asked = new Set((query.get(idsName) ?? '').split(';').map(Number))
  const soapIds = (query.get('agrm_ids') ?? '').split(';').map(Number).filter(Number.isSafeInteger)
  for (const { restId } of books.findAccountsBySoapId(soapIds)) asked.add(restId)
  const numbers = [query.get('number') ?? '', ...(query.get('numbers') ?? '').split(';')]
  for (const { restId } of books.findAccountsByNumber(numbers)) asked.add(restId)
  for (const stranger of listCandidates(books, operation)) {
    if (asked.has(stranger)) continue
    const answer = operation.run(books, { query: new URLSearchParams({ [idsName]: String(stranger) }), body })
    // Not everybody has a device, nor every tariff channels.
    if (answer.items.length > 0) return answer
  }
  return null
}

function listCandidates(books: Books, { idsName, path }: RestOperation): number[] {
  if (idsName === 'region_ids' || idsName === 'region_id') return books.listRegions().map(({ id }) => id)
  if (idsName === 'tariff_ids' || path === '/tariffs') return books.listTariffs(null).map(({ id }) => id)
  const accounts = books.listAccounts({ limit: CANDIDATE_ACCOUNTS, offset: 0 }).map(({ restId }) => restId)
  if (idsName === 'service_ids') return books.listServices(accounts).map(({ id }) => id)
  if (path !== '/subjects' && path !== '/logins') return accounts
  const guesses = Array.from({ length: 500 }, (_, index) => index + 1)
  return books.findSubjects([...guesses, ...accounts]).map(({ id }) => id)
}
