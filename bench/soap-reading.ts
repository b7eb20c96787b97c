import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { SaxesParser } from 'saxes'
import { readRecords } from '../src/billing/reference/agreement-records.ts'
import { paymentKind } from '../src/billing/reference/payment-rows.ts'
import type { HttpAnswer } from '../src/billing/transport/answer.ts'
import { readText } from '../src/billing/transport/charset.ts'
import { readAnswerShapes } from '../src/billing/transport/directed-xml-shapes.ts'
import { type ExpectedAnswer, readEnvelope } from '../src/billing/transport/soap.ts'

/**
 * `npm run bench:soap-reading`: how quickly answers of 500 rows are read, from their bytes to the elements that the adapter asks. The
 * contenders take turns; a saxes event loop that throws everything away is the measure. Fails when the readings differ, and when the
 * directed reader is not three times faster than that. Then how long the payments take on from there, as the adapter hands them out.
 */
const ROWS = 500
const WARM_UP = 30
const ROUNDS = 101
const LEAST_GAIN = 3
const NAMESPACE = 'urn:reference-billing'
const WSDL = new URL('../src/billing/reference/billing.wsdl', import.meta.url)
const onOddity = () => {}
const shapes = readAnswerShapes(readFileSync(WSDL, 'utf8'))

const padding = 'Оплата по договору через терминал № 17'
const DOCUMENTS: Readonly<Record<string, string>> = {
  GetPayments: rows((row) =>
    write('ret', [
      ['recordid', 8_000_000 + row],
      ['agrmid', 900_017],
      ['status', 1],
      ['amount', (row * 13.37).toFixed(2)],
      ['currency', 'RUB'],
      ['classid', 3],
      ['paydate', '2026-11-22 13:00:00'],
      ['localdate', '2026-11-22 13:00:05'],
      ['receipt', `TERMINAL-17-${row}`],
      ['comment', row % 50 === 0 ? `${padding} &amp; ЕРЦ` : padding],
    ]),
  ),
  GetStatement: `<ret>${write('agrmid', 900_017)}<opening>0</opening><credits>0</credits><debits>0</debits><closing>0</closing>${rows(
    (row) =>
      write('entry', [
        ['recordid', 8_000_000 + row],
        ['kind', 2],
        ['amount', (row * 13.37).toFixed(2)],
        ['date', '2026-11-22 13:00:00'],
        [
          'descr',
          `${padding}: абонентская плата за домашний интернет, ${row}. Тариф «Оптимальный 100», договор 100001`,
        ],
      ]),
  )}</ret>`,
}

let failed = false
process.stdout.write('answer         size    contender             median µs    MB/s   saxes ÷ it\n')
for (const [operation, content] of Object.entries(DOCUMENTS)) failed = !compare(operation, content) || failed
measureDomain()
if (failed) {
  process.stdout.write('The readings differ, or the directed one is too slow.\n')
  process.exitCode = 1
}

/** False when the readings differ or the directed one is too slow. */
function compare(operation: string, content: string): boolean {
  const name = `${operation}Response`
  const answer = toAnswer(name, content)
  const strict: ExpectedAnswer = { namespace: NAMESPACE, name, faults: () => null }
  const directed: ExpectedAnswer = { ...strict, shape: shapes.get(name) }
  const contenders: Readonly<Record<string, () => unknown>> = {
    'saxes, handlers empty': () => runSaxes(answer),
    'ours, strict': () => readEnvelope(answer, strict),
    'ours, directed': () => readEnvelope(answer, directed),
  }
  const medians = measure(contenders)
  const saxes = medians.get('saxes, handlers empty') ?? Number.NaN
  for (const [contender, micros] of medians) {
    const cells = [
      operation.padEnd(14),
      `${Math.round(answer.body.byteLength / 1000)} KB`.padEnd(7),
      contender.padEnd(21),
      micros.toFixed(0).padStart(9),
      (answer.body.byteLength / micros).toFixed(0).padStart(7),
      (saxes / micros).toFixed(1).padStart(12),
    ]
    process.stdout.write(`${cells.join(' ')}\n`)
  }
  if (saxes / (medians.get('ours, directed') ?? Number.NaN) < LEAST_GAIN) return false
  return isDeepStrictEqual(readEnvelope(answer, strict), readEnvelope(answer, directed))
}

/** From the elements, and from the bytes, to the payments of the domain. */
function measureDomain(): void {
  const name = 'GetPaymentsResponse'
  const answer = toAnswer(name, DOCUMENTS['GetPayments'] ?? '')
  const expected: ExpectedAnswer = { namespace: NAMESPACE, name, faults: () => null, shape: shapes.get(name) }
  const read = () => {
    const reading = readEnvelope(answer, expected)
    if (reading.kind !== 'answer') throw new Error('The answer asks for a login.')
    return reading.element
  }
  const kind = paymentKind({ timeZone: 'Europe/Moscow', currency: 'RUB', onOddity })
  const element = read()
  const medians = measure({
    'elements → payments': () => readRecords(element, kind, onOddity),
    'bytes → payments': () => readRecords(read(), kind, onOddity),
  })
  for (const [contender, micros] of medians) process.stdout.write(`${contender.padEnd(45)} ${micros.toFixed(0)} µs\n`)
}

/** Medians in microseconds. */
function measure(contenders: Readonly<Record<string, () => unknown>>): ReadonlyMap<string, number> {
  const samples = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]))
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      const startedAt = performance.now()
      run()
      if (round >= 0) samples.get(name)?.push((performance.now() - startedAt) * 1000)
    }
  }
  return new Map([...samples].map(([name, times]) => [name, times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0]))
}

function runSaxes(answer: HttpAnswer): void {
  const parser = new SaxesParser({ xmlns: true })
  for (const event of ['opentag', 'text', 'cdata', 'closetag'] as const) parser.on(event, () => {})
  parser.write(readText(answer)).close()
}

function toAnswer(name: string, content: string): HttpAnswer {
  const text =
    '<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" ' +
    `xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:ns1="${NAMESPACE}"><SOAP-ENV:Body><ns1:${name}>${content}</ns1:${name}>` +
    '</SOAP-ENV:Body></SOAP-ENV:Envelope>'
  return { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: Buffer.from(text) }
}

function rows(writeRow: (row: number) => string): string {
  return Array.from({ length: ROWS }, (_, row) => writeRow(row)).join('')
}

function write(name: string, content: number | string | readonly (readonly [string, number | string])[]): string {
  const text = typeof content === 'object' ? content.map(([field, value]) => write(field, value)).join('') : content
  return `<${name}>${text}</${name}>`
}
