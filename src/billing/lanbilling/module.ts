import type { Reader } from '../../environment.ts'
import type { Codes } from '../adapter/codes.ts'
import type { BillingModule, ConfiguredBilling } from '../module.ts'
import { createLanbillingBilling } from './index.ts'
import { LANBILLING_VARIABLES } from './variables.ts'

const METHODS = ['CASH', 'BANK_CARD', 'TERMINAL', 'BANK_TRANSFER', 'MOBILE', 'E_WALLET', 'SBP', 'TRANSFER'] as const
const CATEGORIES = ['FAULT', 'CHANGE_REQUEST', 'CONSULTATION', 'VISIT', 'CONNECTION'] as const
const STATUSES = ['OPEN', 'IN_PROGRESS', 'WAITING', 'CLOSED'] as const

/** A LANBilling at an address of the provider's. */
export const lanbillingModule: BillingModule = {
  name: 'lanbilling',
  variables: LANBILLING_VARIABLES,
  configure(read): ConfiguredBilling {
    const url = read.httpUrl('LANBILLING_URL')
    if (!read.has('LANBILLING_URL')) read.missing('LANBILLING_URL', 'the address of the SOAP interface')
    for (const name of ['LANBILLING_LOGIN', 'LANBILLING_PASSWORD']) {
      if (!read.has(name)) read.missing(name, "a manager's, for the gateway alone")
    }
    const options = {
      url: url ?? '',
      login: read.text('LANBILLING_LOGIN', ''),
      password: read.text('LANBILLING_PASSWORD', ''),
      paymentClasses: readList(read, 'LANBILLING_PAYMENT_CLASSES', METHODS),
      ...readHelpdesk(read),
      operators: read.text('LANBILLING_OPERATORS', '').split(',').map(trim).filter(isSomething),
      honoursExternalId: isOn(read, 'LANBILLING_HONOURS_EXTERNAL_ID', 'off'),
      selfServiceOrders: isOn(read, 'LANBILLING_SELF_SERVICE_ORDERS', 'on'),
    }
    return {
      usesSandbox: false,
      connect: ({ settings, onCall, onOddity }) =>
        createLanbillingBilling({ ...settings, ...options, onCall, onOddity }),
    }
  },
}

/** Tickets need both lists, and a status that opens them. */
function readHelpdesk(read: Reader) {
  const [classes, statuses] = ['LANBILLING_TICKET_CLASSES', 'LANBILLING_TICKET_STATUSES'] as const
  const ticketClasses = readList(read, classes, CATEGORIES)
  const ticketStatuses = readList(read, statuses, STATUSES)
  if (read.has(classes) !== read.has(statuses)) {
    read.missing(read.has(classes) ? statuses : classes, 'set both lists of the helpdesk, or neither')
  }
  if (read.has(statuses) && !Object.values(ticketStatuses).includes('OPEN')) {
    read.mistake(statuses, 'has no OPEN, so that no ticket could be opened')
  }
  return { ticketClasses, ticketStatuses }
}

/** "1=CASH,3=BANK_CARD" */
function readList<Word extends string>(read: Reader, name: string, words: readonly Word[]): Codes<Word> {
  const codes: Record<string, Word> = {}
  for (const part of read.text(name, '').split(',').map(trim).filter(isSomething)) {
    const [code = '', text = ''] = part.split('=').map(trim)
    const word = words.find((one) => one === text)
    if (word === undefined || !/^\d{1,9}$/.test(code)) {
      read.mistake(name, `must be numbers with one of ${words.join(', ')} each, such as 1=${words[0]}, not ${part}`)
    } else if (Object.hasOwn(codes, code)) read.mistake(name, `has ${code} twice`)
    else codes[code] = word
  }
  return codes
}

function isOn(read: Reader, name: string, fallback: 'on' | 'off'): boolean {
  return read.choice(name, ['on', 'off'] as const, fallback) === 'on'
}

function trim(text: string): string {
  return text.trim()
}

function isSomething(text: string): boolean {
  return text !== ''
}
