import { parseMoney } from '../../domain/money.ts'
import type { Reader } from '../../environment.ts'
import type { BillingModule, ConfiguredBilling } from '../module.ts'
import { createAbillsBilling } from './index.ts'
import { SURE_REFERENCE_LENGTH } from './posting-orders.ts'
import { ABILLS_VARIABLES } from './variables.ts'

const CATEGORIES = ['FAULT', 'CHANGE_REQUEST', 'CONSULTATION', 'VISIT', 'CONNECTION'] as const
const METHODS = ['CASH', 'BANK_CARD', 'TERMINAL', 'BANK_TRANSFER', 'MOBILE', 'E_WALLET', 'SBP', 'TRANSFER'] as const
const SWITCH = ['on', 'off'] as const

/** An ABillS billing, as docs/vendors/abills.md describes it. */
export const abillsModule: BillingModule = {
  name: 'abills',
  variables: ABILLS_VARIABLES,
  // The API works on four calls at a time, and makes the others wait in a queue that is short.
  defaults: { maxConcurrency: 4 },
  configure(read): ConfiguredBilling {
    const installation = {
      url: readUrl(read),
      key: readKey(read),
      numberField: read.choice('ABILLS_ACCOUNT_NUMBER', ['login', 'contractId'] as const, 'login'),
      chapters: Object.fromEntries(readNumbers(read, 'ABILLS_CHAPTERS', CATEGORIES)),
      paymentMethods: byNumber(readNumbers(read, 'ABILLS_PAYMENT_METHODS', METHODS)),
      referenceLength: read.integer('ABILLS_REFERENCE_LENGTH', { fallback: SURE_REFERENCE_LENGTH, min: 28, max: 255 }),
      holdup: read.choice('ABILLS_HOLDUP', ['account', 'service'] as const, 'account'),
      opensSessions: read.choice('ABILLS_OPEN_SESSIONS', SWITCH, 'off') === 'on',
      duplicateCheck: read.choice('ABILLS_DUPLICATE_CHECK', SWITCH, 'on') === 'on',
      selfServiceOrders: read.choice('ABILLS_SELF_SERVICE_ORDERS', SWITCH, 'on') === 'on',
    }
    const holdupPrice = readPrice(read)
    return {
      usesSandbox: false,
      connect: ({ settings, onCall, onOddity }) =>
        createAbillsBilling({
          ...settings,
          ...installation,
          holdupPrice: parseMoney(holdupPrice, settings.currency),
          onCall,
          onOddity,
        }),
    }
  },
}

function readUrl(read: Reader): string {
  if (!read.has('ABILLS_URL')) read.missing('ABILLS_URL', 'the address of the API, with its path')
  return read.httpUrl('ABILLS_URL') ?? ''
}

function readKey(read: Reader): string {
  if (!read.has('ABILLS_KEY')) read.missing('ABILLS_KEY', 'the key of the API')
  const key = read.text('ABILLS_KEY', '')
  if (!/^[\x21-\x7e]*$/.test(key))
    read.mistake('ABILLS_KEY', 'must be letters, digits and signs of ASCII, without blanks')
  return key
}

/** "FAULT=1,VISIT=2": a whole number for each word, no word twice. */
function readNumbers<Word extends string>(
  read: Reader,
  name: string,
  words: readonly Word[],
): ReadonlyMap<Word, number> {
  const found = new Map<Word, number>()
  const parts = read.text(name, '').split(',')
  for (const part of parts.map((text) => text.trim()).filter((text) => text !== '')) {
    const [, key, number] = /^([A-Z_]+)=(\d{1,6})$/.exec(part) ?? []
    const word = words.find((each) => each === key)
    if (word === undefined || found.has(word)) {
      read.mistake(name, `must be a list such as ${words[0]}=1 of ${words.join(', ')}, not ${JSON.stringify(part)}`)
    } else found.set(word, Number(number))
  }
  return found
}

function byNumber<Word extends string>(numbers: ReadonlyMap<Word, number>): Record<string, Word> {
  return Object.fromEntries([...numbers].map(([word, number]) => [String(number), word]))
}

const FREE = '0.00'

function readPrice(read: Reader): string {
  const text = read.text('ABILLS_HOLDUP_PRICE', FREE)
  if (/^\d{1,7}\.\d\d$/.test(text)) return text
  read.mistake('ABILLS_HOLDUP_PRICE', `must be an amount such as 50.00, not ${JSON.stringify(text)}`)
  return FREE
}
