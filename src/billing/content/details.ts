import type { LocalizedText } from '../../domain/localized-text.ts'
import type { ContentKind } from '../../store/content-types.ts'
import { StoreError } from '../../store/error.ts'

/** What stands in a row's JSON: written by us, and read as strictly as anything else. */
export interface Details {
  text(name: string): string | null
  number(name: string): number | null
  localized(name: string): LocalizedText | null
  list(name: string): readonly Details[]
  /** STORE_CORRUPT, for what cannot be. */
  corrupt(name: string): StoreError
}

export function readDetails(kind: ContentKind, json: string): Details {
  return detailsOf(kind, parse(kind, json))
}

/** One of the words that the kind knows. */
export function oneOf<Word extends string>(
  words: readonly Word[],
  text: string | null,
  corrupt: () => StoreError,
): Word {
  const word = words.find((known) => known === text)
  if (word === undefined) throw corrupt()
  return word
}

function detailsOf(kind: ContentKind, value: unknown): Details {
  const fields: Record<string, unknown> = Object(value)
  const corrupt = (name: string) =>
    new StoreError('STORE_CORRUPT', `A stored ${kind} has an unreadable ${name}. Repair or remove the row.`)
  const text = (name: string) => {
    const field = fields[name] ?? null
    if (field !== null && typeof field !== 'string') throw corrupt(name)
    return field
  }
  return {
    text,
    corrupt,
    number: (name) => {
      const field = fields[name] ?? null
      if (field !== null && typeof field !== 'number') throw corrupt(name)
      return field
    },
    localized: (name) => {
      const field = fields[name] ?? null
      if (field === null) return null
      const texts = detailsOf(kind, field)
      return { ru: texts.text('ru'), en: texts.text('en') }
    },
    list: (name) => {
      const field = fields[name]
      if (!Array.isArray(field)) throw corrupt(name)
      return field.map((element: unknown) => detailsOf(kind, element))
    },
  }
}

function parse(kind: ContentKind, json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new StoreError('STORE_CORRUPT', `A stored ${kind} is not readable. Repair or remove the row.`, { cause })
  }
}
