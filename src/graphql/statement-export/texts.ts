import { MAX_EXPORT_DAYS, MAX_KEPT_EXPORTS, MAX_OPEN_EXPORTS } from '../../domain/statement-export.ts'
import type { StatementExportFailureCode, StatementExportRefusalCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

export const REFUSAL_TEXTS: Readonly<Record<StatementExportRefusalCode, Text>> = {
  ACCOUNT_NOT_FOUND: {
    en: 'There is no such account, or it is not yours.',
    ru: 'Такого счёта нет, или он не ваш.',
  },
  PERIOD_NOT_ALLOWED: {
    en: `The last day must not lie before the first, and the period may have at most ${MAX_EXPORT_DAYS} days.`,
    ru: `Последний день не может быть раньше первого, а период — длиннее ${MAX_EXPORT_DAYS} дней.`,
  },
  INVALID_VALUE: {
    en: 'The value is empty, too long or has characters that cannot be used.',
    ru: 'Значение пустое, слишком длинное или содержит недопустимые символы.',
  },
  TOO_MANY_AT_ONCE: {
    en: `${MAX_OPEN_EXPORTS} exports of yours wait or are being made. Order the next one when one of them is done.`,
    ru: `${MAX_OPEN_EXPORTS} ваши выгрузки ещё ждут или создаются. Закажите следующую, когда одна из них будет готова.`,
  },
  TOO_MANY_KEPT: {
    en: `${MAX_KEPT_EXPORTS} exports of yours are kept. Each is deleted a day after it was made.`,
    ru: `Уже хранится ${MAX_KEPT_EXPORTS} ваших выгрузок. Каждая удаляется через сутки после создания.`,
  },
  NOT_SUPPORTED: {
    en: 'The billing system has no statements.',
    ru: 'Биллинг не ведёт выписок.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинг сейчас не отвечает. Попробуйте позже.',
  },
}

export const FAILURE_TEXTS: Readonly<Record<StatementExportFailureCode, Text>> = {
  BILLING_UNAVAILABLE: {
    en: 'The billing system did not answer, however often it was asked. Order the export anew later.',
    ru: 'Биллинг не ответил, сколько его ни спрашивали. Закажите выгрузку заново позже.',
  },
  ACCOUNT_NOT_FOUND: {
    en: 'The billing system knows no such account any more.',
    ru: 'Биллинг больше не знает такого счёта.',
  },
  TOO_MANY_ENTRIES: {
    en: 'The period has more payments and charges than a file may hold. Order a shorter one.',
    ru: 'За период больше операций, чем помещается в файл. Закажите период короче.',
  },
  STATEMENT_DOES_NOT_ADD_UP: {
    en: 'The balances of the parts of the period do not fit together. Tell support, or order the export anew later.',
    ru: 'Остатки частей периода не сходятся. Сообщите в поддержку или закажите выгрузку заново позже.',
  },
  FILE_NOT_WRITTEN: {
    en: 'The file could not be written. Order the export anew later.',
    ru: 'Не удалось записать файл. Закажите выгрузку заново позже.',
  },
}

export const KEY_CONFLICT: Text = {
  en: 'This key was used before for another export. Nothing was ordered.',
  ru: 'Этот ключ уже использован для другой выгрузки. Ничего не заказано.',
}
