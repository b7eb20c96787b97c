import { hidesCardNumber } from './card-number.ts'

/** Where the partner's own id of a payment stands in its reference. */
const PLACEHOLDER = '{externalId}'

/** What partners may call a payment. Whatever else stands in a reference can only come from a template. */
const ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789._:-'
const EXTERNAL_ID = /^[A-Za-z0-9._:-]{1,64}$/
/** Letters, digits and `._:-` as in ids, and `/#=`, which no id has: a prefix such as `bank/` is the beginning of none. */
const TEMPLATE = /^(?<prefix>[A-Za-z0-9._:/#=-]{0,32})\{externalId\}(?<suffix>[A-Za-z0-9._:/#=-]{0,32})$/

interface Template {
  readonly prefix: string
  readonly suffix: string
}

export function isExternalId(text: string): boolean {
  return EXTERNAL_ID.test(text)
}

/**
 * A key that a client of the cabinet makes for an order. As ids of partners, which are numbers of terminals and are taken as
 * they are; but nobody has a reason to make one of the number of a card, and it would be kept.
 */
export function isOwnKey(text: string): boolean {
  return isExternalId(text) && !hidesCardNumber(text)
}

export function isReferenceTemplate(text: string): boolean {
  return TEMPLATE.test(text)
}

/** The reference under which the billing keeps the payment `externalId`. Two ids never make the same one. */
export function writeReference(template: string, externalId: string): string {
  if (!isExternalId(externalId)) throw new RangeError('An external id has 1 to 64 letters, digits and ._:- in it.')
  // A function, since "$&" in a plain replacement would be read as a pattern.
  return template.replace(PLACEHOLDER, () => externalId)
}

/**
 * Whether a reference has the form of a template that is told from other people's references: one without any text of its
 * own says nothing.
 */
export function isOfTemplate(template: string, reference: string): boolean {
  const [prefix = '', suffix = ''] = template.split(PLACEHOLDER)
  if (prefix + suffix === '' || !reference.startsWith(prefix) || !reference.endsWith(suffix)) return false
  return isExternalId(reference.slice(prefix.length, reference.length - suffix.length))
}

/**
 * Whether some id under one template and some id under the other make the same reference. Old billings often compare
 * without regard to case, so case does not tell references apart here.
 *
 * Both templates are walked at once, character by character, over every pair of places that can be reached together.
 */
export function canMakeTheSame(left: string, right: string): boolean {
  const [one, other] = [readTemplate(left), readTemplate(right)]
  const alphabet = [...new Set(`${ID_CHARACTERS}${one.prefix}${one.suffix}${other.prefix}${other.suffix}`)]
  const seen = new Set<string>()
  const open: (readonly [number, number])[] = [[0, 0]]
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [here, there] = pair
    if (here === endOf(one) && there === endOf(other)) return true
    for (const character of alphabet) {
      for (const next of placesAfter(one, here, character)) {
        for (const beside of placesAfter(other, there, character)) {
          const name = `${next} ${beside}`
          if (seen.has(name)) continue
          seen.add(name)
          open.push([next, beside])
        }
      }
    }
  }
  return false
}

function readTemplate(text: string): Template {
  const groups = TEMPLATE.exec(text.replace(PLACEHOLDER, '\0').toLowerCase().replace('\0', PLACEHOLDER))?.groups
  if (!groups) throw new RangeError(`Not a template of references: ${JSON.stringify(text)}`)
  return { prefix: groups['prefix'] ?? '', suffix: groups['suffix'] ?? '' }
}

/** Places count the characters of the prefix, then one for "at least one character of the id", then those of the suffix. */
function endOf({ prefix, suffix }: Template): number {
  return prefix.length + 1 + suffix.length
}

function placesAfter({ prefix, suffix }: Template, place: number, character: string): readonly number[] {
  if (place < prefix.length) return prefix[place] === character ? [place + 1] : []
  const isOfId = ID_CHARACTERS.includes(character)
  if (place === prefix.length) return isOfId ? [place + 1] : []
  const next = suffix[place - prefix.length - 1] === character ? [place + 1] : []
  return place === prefix.length + 1 && isOfId ? [place, ...next] : next
}
