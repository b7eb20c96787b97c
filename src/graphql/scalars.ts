import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import { isLastFormatted } from '../domain/date.ts'
import type { Text } from './language.ts'

/** A value that a client wrote in another form. Its message is the English text. */
export class ValueError extends GraphQLError {
  override readonly name = 'ValueError'
  readonly text: Text

  constructor(text: Text) {
    super(text.en)
    this.text = text
  }
}

/**
 * The scalars travel as text and are text inside: resolvers format, and the scalar refuses whatever is not in the one
 * canonical form, in both directions. Numbers are refused as input, since a number in JSON may already have lost digits.
 */
export const DateTime = textScalar('DateTime', isInstant, {
  en: 'DateTime must be an RFC 3339 instant with offset.',
  ru: 'DateTime — это момент времени с часовым поясом по RFC 3339.',
})
export const DateScalar = textScalar('Date', isDay, {
  en: 'Date must be a day as yyyy-MM-dd.',
  ru: 'Date — это день в виде гггг-ММ-дд.',
})
export const Decimal = textScalar('Decimal', isDecimal, {
  en: 'Decimal must be a decimal number with two decimals as text.',
  ru: 'Decimal — это десятичное число с двумя знаками после точки в виде строки.',
})

const INSTANT = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** What has just been written needs no proof: of an answer's instants that is nearly each. */
function isInstant(text: string): boolean {
  return isLastFormatted(text) || (INSTANT.test(text) && isDay(text.slice(0, 10)))
}

const HYPHEN = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const NINE = 0x39

function isDay(text: string): boolean {
  return text.length === 10 && startsWithDay(text)
}

/** "2026-02-30" has the right form and is no day. Reckoned by hand: lists hold hundreds of days. */
function startsWithDay(text: string): boolean {
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return false
  const century = readPair(text, 0)
  const yearOfCentury = readPair(text, 2)
  const month = readPair(text, 5)
  const day = readPair(text, 8)
  if (century >= NO_PAIR || yearOfCentury >= NO_PAIR || day < 1 || month >= NO_PAIR) return false
  const isLeap = yearOfCentury % 4 === 0 && (yearOfCentury !== 0 || century % 4 === 0)
  return day <= (month === 2 && isLeap ? 29 : (DAYS_OF_MONTH[month] ?? 0))
}

/** By the month's number, 1 to 12. */
const DAYS_OF_MONTH = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Two decimal digits as a number, or NO_PAIR, which is greater than any. */
function readPair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NO_PAIR
}

/** A whole number, which the engine handles quicker than it does NaN. */
const NO_PAIR = 1000

/** An amount: at most fifteen digits without zeros in front, and two decimals. */
function isDecimal(text: string): boolean {
  const start = text.charCodeAt(0) === HYPHEN ? 1 : 0
  const point = text.length - 3
  const digits = point - start
  if (digits < 1 || digits > 15 || text.charCodeAt(point) !== POINT) return false
  if (digits > 1 && text.charCodeAt(start) === ZERO) return false
  for (let at = start; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (at !== point && (character < ZERO || character > NINE)) return false
  }
  return true
}

function textScalar(
  name: string,
  isValid: (text: string) => boolean,
  meaning: Text,
): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    if (typeof value === 'string' && isValid(value)) return value
    throw new ValueError(meaning)
  }
  return new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => {
      if (typeof value === 'string' && isValid(value)) return value
      throw new TypeError(`A resolver gave another value: ${meaning.en}`)
    },
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : null),
  })
}
