import type { ContentErrorCode, ContentUserError } from '../../generated/schema.ts'
import type { Language, Text } from '../language.ts'

const TEXTS: Readonly<Record<ContentErrorCode, Text>> = {
  INVALID_VALUE: {
    en: 'The value is empty, too long, out of range or has characters that cannot be used.',
    ru: 'Значение пустое, слишком длинное, вне допустимых границ или содержит недопустимые символы.',
  },
  UNKNOWN_REGION: { en: 'There is no such region.', ru: 'Такого региона нет.' },
  UNKNOWN_OPERATOR: { en: 'There is no such operator.', ru: 'Такого оператора нет.' },
  NOT_FOUND: {
    en: 'It is not there, or not any more.',
    ru: 'Запись не найдена или уже удалена.',
  },
  VERSION_CONFLICT: {
    en: 'Somebody has changed it meanwhile. Look at it as it is now and try again.',
    ru: 'Запись тем временем изменили. Посмотрите её текущий вид и повторите.',
  },
  IDEMPOTENCY_CONFLICT: {
    en: 'This key was used for something else. Make a new one.',
    ru: 'Этот ключ уже использован для другой записи. Создайте новый.',
  },
  TOO_MANY: {
    en: 'There are as many of them as there may be. Remove one first.',
    ru: 'Достигнуто наибольшее число записей. Сначала удалите одну.',
  },
  NOT_MANAGED: {
    en: 'This is managed in another system.',
    ru: 'Этим управляют в другой системе.',
  },
}

/** A refusal that an editor can do something about, in the language of the request. */
export function writeContentError(
  code: ContentErrorCode,
  language: Language,
  field: string | null = null,
): ContentUserError {
  return { code, field, message: TEXTS[code][language] }
}
