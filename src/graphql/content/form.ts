import type { LocalizedText } from '../../domain/localized-text.ts'
import type { ContentErrorCode, ContentUserError } from '../../generated/schema.ts'
import type { GraphqlContext } from '../context.ts'
import { type GlobalId, readId } from '../ids.ts'
import { MAX_FORM_ERRORS } from '../policies.ts'
import { writeContentError } from './user-errors.ts'

interface TextInput {
  readonly ru?: string | null
  readonly en?: string | null
}

interface TextRule {
  readonly max: number
  /** Line breaks and tabs are allowed. */
  readonly multiline?: boolean
}

/**
 * Reads an input field by field and collects what is wrong, so that an editor hears of everything at once. After an error
 * a reader answers some value of its type; nobody uses it, since a form with errors is refused.
 */
export interface Form {
  /** In at least one language. */
  text(field: string, input: TextInput, rule: TextRule): LocalizedText
  /** Null where nothing is written. */
  optionalText(field: string, input: TextInput | null | undefined, rule: TextRule): LocalizedText | null
  /** A key that people or programs choose: letters, digits, dots, hyphens and underscores. */
  key(field: string, value: string, length: { min: number; max: number }): string
  wholeNumber(field: string, value: number, range: { min: number; max: number }): number
  /** Milliseconds since the epoch, within the years in which content can be meant. */
  instant(field: string, value: string): number
  /** An https address, or null. */
  url(field: string, value: string | null | undefined): string | null
  /** The key of an item behind its global id. */
  contentId(field: string, value: string, type: ContentType): string
  regionId(field: string, value: string | null | undefined): Promise<string | null>
  operatorId(field: string, value: string | null | undefined): Promise<string | null>
  reject(field: string, code: ContentErrorCode): void
  readonly errors: readonly ContentUserError[]
  readonly context: GraphqlContext
}

type ContentType = Extract<GlobalId, { readonly contentId: string }>['type']

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
const MAX_URL_LENGTH = 500

/** In other zones the first and last of the years that RFC 3339 can write would become years that it cannot. */
const EARLIEST = Date.UTC(2000, 0)
const LATEST = Date.UTC(2100, 0)

/**
 * Control characters, lone surrogates, and those that turn the direction of a text, so that it shows something else than
 * it says. Angle brackets are fine: nobody renders these texts as HTML.
 */
const UNUSABLE = /[\p{Cc}\p{Cs}\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/u

export function createForm(context: GraphqlContext): Form {
  const errors: ContentUserError[] = []
  const { language, loaders } = context

  function reject(field: string, code: ContentErrorCode): void {
    if (errors.length < MAX_FORM_ERRORS) errors.push(writeContentError(code, language, field))
  }

  function readText(field: string, value: string | null | undefined, rule: TextRule): string | null {
    const text = (value ?? '').replaceAll('\r\n', '\n').trim()
    if (text === '') return null
    if (isUsable(text, rule)) return text
    reject(field, 'INVALID_VALUE')
    return null
  }

  function optionalText(field: string, input: TextInput | null | undefined, rule: TextRule): LocalizedText | null {
    const ru = readText(`${field}.ru`, input?.ru, rule)
    const en = readText(`${field}.en`, input?.en, rule)
    return ru === null && en === null ? null : { ru, en }
  }

  return {
    errors,
    context,
    reject,
    optionalText,
    text(field, input, rule) {
      const before = errors.length
      const text = optionalText(field, input, rule)
      if (text === null && errors.length === before) reject(field, 'INVALID_VALUE')
      return text ?? { ru: null, en: null }
    },
    key(field, value, { min, max }) {
      if (value.length < min || value.length > max || !KEY.test(value)) reject(field, 'INVALID_VALUE')
      return value
    },
    wholeNumber(field, value, { min, max }) {
      if (value < min || value > max) reject(field, 'INVALID_VALUE')
      return value
    },
    instant(field, value) {
      const instant = Date.parse(value)
      if (!(instant >= EARLIEST && instant < LATEST)) reject(field, 'INVALID_VALUE')
      return instant
    },
    url(field, value) {
      const text = (value ?? '').trim()
      if (text === '') return null
      if (!isSafeUrl(text)) reject(field, 'INVALID_VALUE')
      return text
    },
    contentId(field, value, type) {
      const id = readId(value)
      if (id?.type === type) return id.contentId
      reject(field, 'NOT_FOUND')
      return ''
    },
    async regionId(field, value) {
      if (value === null || value === undefined) return null
      const id = readId(value)
      const region = id?.type === 'Region' ? await loaders.regions.findRegion(id.regionId) : null
      if (region === null) reject(field, 'UNKNOWN_REGION')
      return region?.id ?? null
    },
    async operatorId(field, value) {
      if (value === null || value === undefined) return null
      const id = readId(value)
      const operator = id?.type === 'Operator' ? await loaders.operators.findOperator(id.operatorId) : null
      if (operator === null) reject(field, 'UNKNOWN_OPERATOR')
      return operator?.id ?? null
    },
  }
}

/** Characters are counted as people do: one that takes two units is one. */
function isUsable(text: string, { max, multiline = false }: TextRule): boolean {
  if (text.length > max * 2 || Array.from(text).length > max) return false
  return !UNUSABLE.test(multiline ? text.replaceAll(/[\n\t]/g, '') : text)
}

function isSafeUrl(text: string): boolean {
  const url = text.length <= MAX_URL_LENGTH && !UNUSABLE.test(text) ? URL.parse(text) : null
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === ''
}
