import { malformed } from '../transport/answer.ts'
import { type JsonObject, readOptionalText, readText } from '../transport/json.ts'

/** The tax numbers of a legal entity. Where the billing has printed one as a number, a zero in front is lost. */
export function readTaxNumbers(row: JsonObject): { readonly inn: string; readonly kpp: string | null } {
  return { inn: readInn(readText(row, 'inn')), kpp: readOptionalText(row, 'kpp')?.padStart(9, '0') ?? null }
}

/** 10 digits for a company, 12 for a sole trader. */
function readInn(text: string): string {
  if (!/^\d{9,12}$/.test(text)) throw malformed('inn: not a tax number')
  return text.length === 9 || text.length === 11 ? `0${text}` : text
}
