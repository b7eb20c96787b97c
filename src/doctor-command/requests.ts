import { AnswerError } from '../billing/transport/answer.ts'
import type { SeenAnswer } from '../billing/transport/wire-watch.ts'
import { readXml, type XmlElement } from '../billing/transport/xml.ts'
import type { Note } from './signs.ts'

/** Shorter values are switches, such as `password=1` for "tell it as well". */
const SECRET_PARAMETER = /[?&](?:api_?key|key|token|pass(?:word|wd)?|pwd|session(?:_?id)?|sid)=[^&]{4}/i
const SECRET_ELEMENT = /<(?:pass(?:word|wd)?|pwd|secret)>|"(?:pass(?:word|wd)?|pwd|secret|apiKey)"\s*:/i

/** Looks at what the billing makes the adapter send. Nothing of it is kept. */
export function lookAtRequest({ request, answer }: SeenAnswer, note: Note): void {
  const { system, operation, path, body } = request
  const where = `${system} ${operation}`
  if (SECRET_PARAMETER.test(path)) note('Q17', `${where}: a secret goes in the address`)
  if (body !== null && SECRET_ELEMENT.test(body)) note('Q17', `${where}: a secret goes in the body`)
  if (answer.headers['set-cookie'] !== undefined) note('Q16', `${where}: opens a session by a cookie`)
  if (body !== null && /^\s*</.test(body) && hasGiantFilter(body)) note('Q18', `${where}: a filter of many fields`)
}

/** Fewer fields are an ordinary question. */
const GIANT_FIELDS = 10
const MEANS_ANY = /^(?:|-1|0)$/

function hasGiantFilter(body: string): boolean {
  try {
    return isGiantFilter(readXml(body))
  } catch (error) {
    if (error instanceof AnswerError) return false
    throw error
  }
}

function isGiantFilter({ name, children }: XmlElement): boolean {
  const plain = children.filter(({ children: own }) => own.length === 0)
  const unused = plain.filter(({ text }) => MEANS_ANY.test(text.trim()))
  const isLarge = plain.length >= GIANT_FIELDS && unused.length * 2 >= plain.length
  const isFilter = /^(?:flt|filter)$/i.test(name) && unused.length > 0
  return isLarge || isFilter || children.some(isGiantFilter)
}
