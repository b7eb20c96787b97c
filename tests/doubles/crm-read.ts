import { CrmRefusalError, isRecord } from './crm-wire.ts'

/** Parameters and bodies of the CRM, read as its page says; everything else is refused. */
export type Body = Readonly<Record<string, unknown>>

export interface Parameters {
  /** All values of a repeatable parameter. */
  readonly all: (name: string) => readonly string[]
  readonly one: (name: string) => string | null
}

const MOST_REPEATED = 50

export function readParameters(
  query: URLSearchParams,
  { single, repeatable }: { single: readonly string[]; repeatable: readonly string[] },
): Parameters {
  for (const name of new Set(query.keys())) {
    const count = query.getAll(name).length
    const most = single.includes(name) ? 1 : repeatable.includes(name) ? MOST_REPEATED : 0
    if (count > most) throw new CrmRefusalError(400, 'BAD_PARAMETER', name)
  }
  return { all: (name) => query.getAll(name), one: (name) => query.get(name) }
}

/** The value of a parameter that has to be one of a few. */
export function readChoice(value: string | null, name: string, choices: readonly string[]): string | null {
  if (value !== null && !choices.includes(value)) throw new CrmRefusalError(400, 'BAD_PARAMETER', name)
  return value
}

export function assertKnown(body: Body, fields: readonly string[], path = ''): void {
  const stranger = Object.keys(body).find((name) => !fields.includes(name))
  if (stranger !== undefined) throw invalid(`${path}${stranger}`)
}

/** A text of 1 to `most` characters. */
export function readText(body: Body, name: string, { most, path = '' }: { most: number; path?: string }): string {
  const value = body[name]
  if (typeof value !== 'string' || value === '' || value.length > most) throw invalid(`${path}${name}`)
  return value
}

/** As `readText`; null and nothing are null. */
export function readOptionalText(body: Body, name: string, bounds: { most: number; path?: string }): string | null {
  return body[name] === undefined || body[name] === null ? null : readText(body, name, bounds)
}

export function readRecord(body: Body, name: string): Body | null {
  const value = body[name]
  if (value === undefined || value === null) return null
  if (!isRecord(value)) throw invalid(name)
  return value
}

export function invalid(field: string): CrmRefusalError {
  return new CrmRefusalError(422, 'INVALID', field)
}
