import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'

/**
 * The scalars travel as text and are text inside: resolvers format, and the scalar refuses whatever is not in the one
 * canonical form, in both directions. Numbers are refused as input, since a number in JSON may already have lost digits.
 */
export const DateTime = textScalar('DateTime', 'an RFC 3339 instant with offset', isInstant)
export const DateScalar = textScalar('Date', 'a day as yyyy-MM-dd', isDay)
export const Decimal = textScalar('Decimal', 'a decimal number with two decimals as text', isDecimal)

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const DECIMAL = /^-?(?:0|[1-9]\d{0,14})\.\d{2}$/

function isInstant(text: string): boolean {
  const day = INSTANT.exec(text)?.[1]
  return day !== undefined && isDay(day)
}

/** "2026-02-30" has the right form and is no day. */
function isDay(text: string): boolean {
  if (!DAY.test(text)) return false
  const instant = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)
}

function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}

function textScalar(
  name: string,
  meaning: string,
  isValid: (text: string) => boolean,
): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    if (typeof value === 'string' && isValid(value)) return value
    throw new GraphQLError(`${name} must be ${meaning}.`)
  }
  return new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => {
      if (typeof value === 'string' && isValid(value)) return value
      throw new TypeError(`A resolver gave ${name} a value that is not ${meaning}.`)
    },
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : null),
  })
}
