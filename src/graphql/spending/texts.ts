import type { TariffKind } from '../../domain/tariff.ts'
import type { Language } from '../language.ts'

interface Labels {
  readonly kinds: Readonly<Record<TariffKind, string>>
  /** Charges of the account itself, and what was taken together. */
  readonly other: string
  readonly noDate: string
}

/** What stands beside the parts of a chart. */
export const LABELS: Readonly<Record<Language, Labels>> = {
  en: {
    kinds: {
      INTERNET: 'Internet',
      CABLE_TV: 'Cable TV',
      DIGITAL_TV: 'Digital TV',
      IPTV: 'IPTV',
      MIX: 'Internet and TV',
      EXTRA: 'Extra services',
      VIDEO_SURVEILLANCE: 'Video surveillance',
      INTERCOM: 'Intercom',
      UNKNOWN: 'Another service',
    },
    other: 'Other charges',
    noDate: 'Date unknown',
  },
  ru: {
    kinds: {
      INTERNET: 'Интернет',
      CABLE_TV: 'Кабельное ТВ',
      DIGITAL_TV: 'Цифровое ТВ',
      IPTV: 'Интернет-ТВ',
      MIX: 'Интернет и ТВ',
      EXTRA: 'Дополнительные услуги',
      VIDEO_SURVEILLANCE: 'Видеонаблюдение',
      INTERCOM: 'Домофон',
      UNKNOWN: 'Другая услуга',
    },
    other: 'Прочие списания',
    noDate: 'Дата неизвестна',
  },
}

/** From "yyyy-MM": "March 2026", "март 2026". */
export function writeMonth(month: string, language: Language): string {
  const [year = '', number = ''] = month.split('-')
  const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2000, Number(number) - 1, 1)),
  )
  return `${name} ${year}`
}
