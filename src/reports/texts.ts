import type { StatementEntry } from '../domain/statement.ts'
import type { ExportLanguage } from '../domain/statement-export.ts'

/** The words of a file. */
interface ReportTexts {
  readonly title: string
  readonly payee: string
  readonly taxNumber: string
  readonly taxReason: string
  readonly account: string
  readonly holder: string
  readonly period: string
  readonly madeAt: string
  readonly opening: string
  readonly credited: string
  readonly debited: string
  readonly closing: string
  readonly date: string
  readonly operation: string
  readonly description: string
  readonly balance: string
  readonly currency: string
  readonly total: string
  readonly nothing: string
  readonly noDate: string
  readonly sheet: string
  readonly kinds: Readonly<Record<StatementEntry['kind'], string>>
  readonly page: (number: number, count: number) => string
}

export const REPORT_TEXTS: Readonly<Record<ExportLanguage, ReportTexts>> = {
  en: {
    title: 'Account statement',
    payee: 'Payee',
    taxNumber: 'INN',
    taxReason: 'KPP',
    account: 'Account',
    holder: 'Holder',
    period: 'Period',
    madeAt: 'Made at',
    opening: 'Opening balance',
    credited: 'Credited',
    debited: 'Debited',
    closing: 'Closing balance',
    date: 'Date and time',
    operation: 'Operation',
    description: 'Description',
    balance: 'Balance',
    currency: 'Currency',
    total: 'Total',
    nothing: 'There were no operations in this period.',
    noDate: 'unknown',
    sheet: 'Statement',
    kinds: { PAYMENT: 'Payment', CHARGE: 'Charge' },
    page: (number, count) => `Page ${number} of ${count}`,
  },
  ru: {
    title: 'Выписка по лицевому счёту',
    payee: 'Получатель',
    taxNumber: 'ИНН',
    taxReason: 'КПП',
    account: 'Лицевой счёт',
    holder: 'Абонент',
    period: 'Период',
    madeAt: 'Сформирована',
    opening: 'Остаток на начало',
    credited: 'Поступило',
    debited: 'Списано',
    closing: 'Остаток на конец',
    date: 'Дата и время',
    operation: 'Операция',
    description: 'Описание',
    balance: 'Остаток',
    currency: 'Валюта',
    total: 'Итого',
    nothing: 'За этот период операций не было.',
    noDate: 'неизвестна',
    sheet: 'Выписка',
    kinds: { PAYMENT: 'Платёж', CHARGE: 'Списание' },
    page: (number, count) => `Страница ${number} из ${count}`,
  },
}
