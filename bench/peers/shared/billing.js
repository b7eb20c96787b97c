/** The billing's codes, ids and notations, which every peer must know and none is measured by. */

export const ACCOUNT_STATUS = { 0: 'ACTIVE', 1: 'SUSPENDED_FOR_DEBT', 2: 'FROZEN', 9: 'TERMINATED' }
export const SERVICE_STATUS = { 0: 'ACTIVE', 1: 'SUSPENDED_FOR_DEBT', 2: 'FROZEN', 3: 'PENDING', 9: 'TERMINATED' }
export const PAYMENT_STATUS = { 1: 'DONE', 2: 'CANCELED' }
export const STATEMENT_KIND = { 1: 'PAYMENT', 2: 'CHARGE' }
export const TICKET_STATUS = { 1: 'OPEN', 2: 'IN_PROGRESS', 3: 'WAITING', 9: 'CLOSED' }
export const TICKET_STATUS_CODE = { OPEN: 1, IN_PROGRESS: 2, WAITING: 3, CLOSED: 9 }
export const TICKET_CATEGORY = { 1: 'FAULT', 2: 'CHANGE_REQUEST', 3: 'CONSULTATION', 4: 'VISIT', 5: 'CONNECTION' }
export const TARIFF_KIND = {
  1: 'INTERNET',
  2: 'CABLE_TV',
  3: 'DIGITAL_TV',
  4: 'IPTV',
  5: 'MIX',
  6: 'EXTRA',
  7: 'VIDEO_SURVEILLANCE',
  8: 'INTERCOM',
}
export const PAYMENT_METHOD = {
  1: 'CASH',
  2: 'BANK_CARD',
  3: 'TERMINAL',
  4: 'BANK_TRANSFER',
  5: 'MOBILE',
  6: 'E_WALLET',
  7: 'SBP',
}

const DAY_MS = 86_400_000

/** Global ids and cursors: base64url of the parts with colons between. */
export function writeId(...parts) {
  return Buffer.from(parts.join(':')).toString('base64url')
}

/** @returns {string} the account's number on the REST side, or '' for anything else */
export function readAccountId(id) {
  const [type, key] = Buffer.from(id, 'base64url').toString().split(':')
  return type === 'PersonAccount' || type === 'OrganizationAccount' ? key : ''
}

export function writeAccountId({ type, id }) {
  return writeId(type === 'O' ? 'OrganizationAccount' : 'PersonAccount', id)
}

/** An amount that went through a double, with two decimals again: exact for amounts that a subscriber ever sees. */
export function money(amount) {
  return { amount: Number(amount).toFixed(2), currency: 'RUB' }
}

/** `yyyy-MM-dd HH:mm:ss` in Moscow, which is UTC+3 all year → RFC 3339. */
export function instant(text) {
  return text.startsWith('0000') ? null : `${text.replace(' ', 'T')}.000+03:00`
}

/** The bounds of a period of whole days: from midnight to the midnight after the last day. */
export function bounds({ from, to }) {
  const end = new Date(Date.parse(`${to}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
  return { dtfrom: `${from} 00:00:00`, dtto: `${end} 00:00:00` }
}

/** What has not ended first, then what was connected last; a lost day is the oldest. */
export function compareServices(one, other) {
  const byEnd = Number(one.state === 9) - Number(other.state === 9)
  if (byEnd !== 0) return byEnd
  const [day, otherDay] = [one.connected.slice(0, 10), other.connected.slice(0, 10)]
  if (day !== otherDay) return day < otherDay ? 1 : -1
  return one.id - other.id
}

/** A page of rows of which one more was asked for; `list` names it in cursors. */
export function page(nodes, first, list) {
  const shown = nodes.slice(0, first)
  const last = shown.at(-1)
  const endCursor = last === undefined ? null : writeId(list, last.key)
  return { nodes: shown, pageInfo: { hasNextPage: nodes.length > first, endCursor } }
}

/** What is asked for by id, kept for so long. */
export function createKept(ttlMs) {
  const kept = new Map()
  return {
    get(id) {
      const found = kept.get(id)
      return found !== undefined && Date.now() - found.at < ttlMs ? found.value : undefined
    },
    set: (id, value) => void kept.set(id, { value, at: Date.now() }),
  }
}
