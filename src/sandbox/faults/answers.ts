import { type Answer, mapRows, mapValues, type Row, type Value } from '../wire/answer.ts'
import { instantText } from '../wire/dates.ts'
import { decimalText, doubleText } from '../wire/money.ts'
import type { Kind } from './kinds.ts'

/** Spoils the meaning of an answer, before it is written. Faults that spoil its bytes are in ./bytes.ts. */
export function spoilAnswer(answer: Answer, has: (kind: Kind) => boolean, notation: 'json' | 'xml'): Answer {
  let spoilt = answer
  if (has('unknownCodes')) spoilt = mapRows(spoilt, (row) => mapValues(row, unknownCode))
  if (has('zeroDates'))
    spoilt = mapRows(spoilt, (row, position) => mapValues(row, (value) => zeroDate(value, position)))
  if (has('dateForms'))
    spoilt = mapRows(spoilt, (row, position) => mapValues(row, (value) => otherForm(value, position)))
  if (has('moneyAsDoubles')) spoilt = mapRows(spoilt, (row) => mapValues(row, asDouble))
  if (has('moneyBroken'))
    spoilt = mapRows(spoilt, (row, position) => mapValues(row, (value) => broken(value, position)))
  if (has('missingFields')) spoilt = mapRows(spoilt, withoutEveryThird)
  if (has('badRow')) spoilt = mapRows(spoilt, (row, position) => (position === 0 ? mapValues(row, unreadable) : row))
  if (has('typeFlips')) spoilt = mapRows(spoilt, (row) => mapValues(row, notation === 'json' ? flipJson : flipXml))
  return spoilt
}

/** The rows of both, those of the stranger first; a single row gives way to the stranger's. */
export function mixRows(answer: Answer, strange: Answer): Answer {
  if (strange.items.length === 0) return answer
  return { ...answer, items: answer.shape === 'one' ? strange.items : [...strange.items, ...answer.items] }
}

function raw(text: string, quoted = false): Value {
  return { kind: 'raw', text, quoted }
}

function unknownCode(value: Value): Value {
  return value.kind === 'code' ? { kind: 'code', value: 70 + value.value } : value
}

function zeroDate(value: Value, position: number): Value {
  if (value.kind !== 'instant' && value.kind !== 'day') return value
  const seconds = value.kind === 'instant' && value.at !== null ? Math.floor(value.at / 1000) : 0
  const forms = [raw('0000-00-00 00:00:00', true), raw('', true), raw('No', true), raw(String(seconds))]
  return forms[position % forms.length] ?? value
}

function otherForm(value: Value, position: number): Value {
  if (value.kind === 'day' && value.text !== null) return raw(dottedDay(value.text), true)
  if (value.kind !== 'instant' || value.at === null) return value
  const [day = '', time = ''] = instantText(value.at).split(' ')
  const forms = [
    // Nobody prints a part of a second.
    raw(String(Math.floor(value.at / 1000) * 1000)),
    raw(`${day}${time}`.replaceAll(/[-:]/g, ''), true),
    raw(`${dottedDay(day)}_${time}`, true),
    raw(`${dottedDay(day)} ${time}`, true),
  ]
  return forms[position % forms.length] ?? value
}

/** yyyy-MM-dd → dd.MM.yyyy; whatever is no day stays as it is. */
function dottedDay(day: string): string {
  return day.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3.$2.$1')
}

function asDouble(value: Value): Value {
  return value.kind === 'money' ? raw(doubleText(value.kopecks)) : value
}

function broken(value: Value, position: number): Value {
  if (value.kind !== 'money') return value
  const forms = [raw('10,45', true), raw('1e3'), raw('0.005')]
  return forms[position % forms.length] ?? value
}

function unreadable(value: Value): Value {
  return value.kind === 'money' || value.kind === 'code' ? raw('[]') : value
}

function withoutEveryThird(row: Row, position: number): Row {
  return Object.fromEntries(Object.entries(row).filter((_field, index) => index % 3 !== position % 3))
}

function flipJson(value: Value): Value {
  switch (value.kind) {
    case 'whole':
    case 'code':
      return raw(String(value.value), true)
    case 'money':
      return raw(decimalText(value.kopecks), true)
    case 'text':
    case 'optional':
      return /^\d{1,15}$/.test(value.text ?? '')
        ? raw(String(Number(value.text)))
        : { kind: 'text', text: value.text ?? '' }
    case 'instant':
      return raw(value.at === null ? '' : instantText(value.at), true)
    case 'day':
      return raw(value.text ?? '', true)
    case 'row':
      return value
    case 'rows':
      return value.rows.length === 0 ? raw('""') : value
    case 'wholes':
      return raw(
        value.values.length === 1 ? String(value.values[0]) : `[${value.values.map((id) => `"${id}"`).join(',')}]`,
      )
    case 'raw':
      break
  }
  return raw(value.text, !value.quoted)
}

/** XML has no types to flip; what flips is how the text looks. */
function flipXml(value: Value): Value {
  switch (value.kind) {
    case 'whole':
    case 'code':
      return raw(`${value.value}.0`)
    case 'text':
    case 'optional':
      return /^\d{1,15}$/.test(value.text ?? '') ? raw(String(Number(value.text))) : raw(value.text ?? '')
    case 'instant':
      return value.at === null ? raw('') : value
    case 'rows':
      return value.rows.length === 0 ? raw('[]') : value
    case 'day':
    case 'money':
    case 'row':
    case 'wholes':
    case 'raw':
      break
  }
  return value
}
