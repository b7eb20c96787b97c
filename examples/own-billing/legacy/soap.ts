import { type Books, book, type Payment, readLocal } from './books.ts'

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/'
const MAX_ROWS = 1000

/** The cash desk: kassa.wsdl tells what it does. Answers are windows-1251; faults come with status 200. */
export function answerSoap(books: Books, request: string, { clerk, now }: { clerk: string; now: number }): Buffer {
  const operation = readOperation(request)
  const text = (name: string) => unescapeXml(new RegExp(`<${name}>([^<]*)</${name}>`).exec(request)?.[1] ?? '')
  const rows = run(operation, { books, text, clerk, now })
  const content =
    typeof rows === 'string'
      ? `<s:Fault><faultcode>s:Server</faultcode><faultstring>Error</faultstring><detail><why>${rows}</why></detail></s:Fault>`
      : `<k:${operation}Response xmlns:k="urn:kassa">${rows.map(writePayment).join('')}</k:${operation}Response>`
  const envelope = `<s:Envelope xmlns:s="${ENVELOPE}"><s:Body>${content}</s:Body></s:Envelope>`
  return encode(`<?xml version="1.0" encoding="windows-1251"?>${envelope}`)
}

/** The first element of the body. */
export function readOperation(request: string): string {
  return /<(?:\w+:)?Body>\s*<(?:\w+:)?(\w+)/.exec(request)?.[1] ?? ''
}

interface Asking {
  readonly books: Books
  readonly text: (name: string) => string
  readonly clerk: string
  readonly now: number
}

/** Payments, or why not. */
function run(operation: string, asking: Asking): readonly Payment[] | string {
  const { payments } = asking.books
  const text = asking.text
  const count = Math.min(Number(text('count')) || MAX_ROWS, MAX_ROWS)
  switch (operation) {
    case 'ListPayments': {
      const before = Number(text('before')) || Number.POSITIVE_INFINITY
      const own = payments.filter(({ customer, number }) => String(customer) === text('customer') && number < before)
      return own.toReversed().slice(0, count)
    }
    case 'GetPayment':
      return payments.filter(({ number }) => String(number) === text('number'))
    case 'FindPayments':
      return text('docno') === '' ? [] : payments.filter(({ docno }) => docno === text('docno'))
    case 'Journal': {
      const [from, to] = [readLocal(text('from')), readLocal(text('to'))]
      if (Number.isNaN(from) || Number.isNaN(to)) return 'BAD_DATE'
      const within = payments.filter(({ bookedAt }) => Math.floor(bookedAt / 1000) * 1000 >= from && bookedAt < to)
      return within.filter(({ number }) => number > Number(text('after'))).slice(0, count)
    }
    case 'Deposit':
      return deposit(asking)
    default:
      return 'NO_SUCH_OPERATION'
  }
}

function deposit({ books, text, clerk, now }: Asking): readonly Payment[] | string {
  const customer = books.customers.find(({ id }) => String(id) === text('customer'))
  if (customer === undefined) return 'NO_CUSTOMER'
  if (customer.state === 'closed') return 'CLOSED'
  const sum = Number(text('sum'))
  if (!(sum > 0 && sum <= 10_000_000)) return 'BAD_SUM'
  if (text('docno').length > 40) return 'BAD_DOCNO'
  if (text('paid') !== '' && Number.isNaN(readLocal(text('paid')))) return 'BAD_DATE'
  const order = { customer: customer.id, sum, kind: Number(text('kind')) || 1, docno: text('docno') }
  return [book(books, { ...order, paidAt: text('paid') === '' ? now : readLocal(text('paid')), clerk }, now)]
}

function writePayment({ number, customer, sum, kind, docno, paid, booked, clerk }: Payment): string {
  const fields = { number, customer, sum, kind, docno, paid, booked, clerk }
  const parts = Object.entries(fields).map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
  return `<payment>${parts.join('')}</payment>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity)
}

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;' })[character] ?? '&gt;')
}

const CYRILLIC = new Map<string, number>()
for (let byte = 0x80; byte <= 0xff; byte += 1) {
  CYRILLIC.set(new TextDecoder('windows-1251').decode(Uint8Array.of(byte)), byte)
}

function encode(text: string): Buffer {
  const bytes = Array.from(text, (character) => CYRILLIC.get(character) ?? character.charCodeAt(0))
  return Buffer.from(bytes.map((byte) => (byte > 0xff ? 0x3f : byte)))
}
