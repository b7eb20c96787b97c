/** A street by its kind and bare name, in small letters: "ул. Мира" is "улица" and "мира". */
export interface Street {
  /** Null where nobody has said it. */
  readonly kind: string | null
  readonly name: string
}

/** Spellings of kinds of streets and places, as people and old systems shorten them. */
const KINDS: Readonly<Record<string, string>> = {
  ул: 'улица',
  улица: 'улица',
  'пр-т': 'проспект',
  пр: 'проспект',
  просп: 'проспект',
  проспект: 'проспект',
  пер: 'переулок',
  переулок: 'переулок',
  наб: 'набережная',
  набережная: 'набережная',
  'б-р': 'бульвар',
  бул: 'бульвар',
  бульвар: 'бульвар',
  ш: 'шоссе',
  шоссе: 'шоссе',
  пл: 'площадь',
  площадь: 'площадь',
  'пр-д': 'проезд',
  проезд: 'проезд',
  г: 'город',
  гор: 'город',
  город: 'город',
  пос: 'посёлок',
  п: 'посёлок',
  посёлок: 'посёлок',
  поселок: 'посёлок',
  с: 'село',
  село: 'село',
  д: 'деревня',
  деревня: 'деревня',
}

/** The kind may stand in front of the name or behind it. */
export function readStreet(text: string): Street {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/)
  const kindAt = words.findIndex((word) => Object.hasOwn(KINDS, bare(word)))
  const kind = kindAt === -1 || words.length === 1 ? null : (KINDS[bare(words[kindAt] ?? '')] ?? null)
  const name = words.filter((_word, at) => kind === null || at !== kindAt).join(' ')
  return { kind, name: name.replaceAll('ё', 'е') }
}

/** Whether one may be the other: a kind that nobody has said fits every one. */
export function isSameStreet(one: Street, other: Street): boolean {
  return one.name === other.name && (one.kind === null || other.kind === null || one.kind === other.kind)
}

/** The number of a house, without letter, building and the like: "12 к. 3" and "д. 12а" are 12; null for none. */
export function readHouseNumber(text: string): number | null {
  const digits = /^(?:д(?:ом)?\.?\s*)?№?\s*(?<number>\d{1,4})(?!\d)/iu.exec(text.trim())?.groups?.['number']
  const number = Number(digits ?? 0)
  return number > 0 ? number : null
}

function bare(word: string): string {
  return word.replace(/\.$/, '')
}
