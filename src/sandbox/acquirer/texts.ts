import type { Method } from './types.ts'

export type PageLanguage = 'en' | 'ru'

/** What the page of a payment says. */
export interface PageTexts {
  readonly title: string
  readonly shop: string
  readonly toPay: string
  readonly until: (time: string) => string
  readonly methods: Readonly<Record<Method, string>>
  readonly choose: Readonly<Record<Method, string>>
  readonly pay: Readonly<Record<Method, string>>
  readonly payHint: string
  readonly insufficient: string
  readonly insufficientHint: string
  readonly decline: string
  readonly declineHint: string
  readonly cancel: string
  readonly scan: string
  readonly paid: string
  readonly paidHint: string
  readonly failed: string
  readonly reasons: Readonly<Record<string, string>>
  readonly back: string
  readonly notFound: string
  readonly notFoundHint: string
  readonly note: string
}

const EN: PageTexts = {
  title: 'Payment',
  shop: 'Your internet provider',
  toPay: 'To pay',
  until: (time) => `This page is valid until ${time}.`,
  methods: { bank_card: 'Bank card', wallet: 'E-wallet', mobile: 'Mobile balance', sbp: 'Faster Payments (SBP)' },
  choose: {
    bank_card: 'Choose a test card',
    wallet: 'Choose a test wallet',
    mobile: 'Choose a test number',
    sbp: 'Choose what the app of the bank does',
  },
  pay: {
    bank_card: 'Card that pays',
    wallet: 'Wallet that pays',
    mobile: 'Number that pays',
    sbp: 'Confirm in the app of the bank',
  },
  payHint: 'The payment goes through',
  insufficient: 'Not enough money',
  insufficientHint: 'Refused for lack of money',
  decline: 'Declined',
  declineHint: 'The bank says no',
  cancel: 'Cancel and go back',
  scan: 'Scan the code with the app of your bank',
  paid: 'Paid',
  paidHint: 'Thank you! The money reaches the account in a moment.',
  failed: 'Not paid',
  reasons: {
    insufficient_funds: 'There was not enough money. Nothing was taken.',
    bank: 'The bank has declined the payment. Nothing was taken.',
    payer: 'You have canceled the payment. Nothing was taken.',
    expired: 'The time for this payment is over. Nothing was taken.',
  },
  back: 'Back to the provider',
  notFound: 'No such payment',
  notFoundHint: 'The address is incomplete, or the payment was never begun.',
  note: 'Test acquirer: no real money moves. Never type a real card number here.',
}

const RU: PageTexts = {
  title: 'Оплата',
  shop: 'Ваш интернет-провайдер',
  toPay: 'К оплате',
  until: (time) => `Страница действует до ${time}.`,
  methods: { bank_card: 'Банковская карта', wallet: 'Электронный кошелёк', mobile: 'Счёт мобильного', sbp: 'СБП' },
  choose: {
    bank_card: 'Выберите тестовую карту',
    wallet: 'Выберите тестовый кошелёк',
    mobile: 'Выберите тестовый номер',
    sbp: 'Выберите, что сделает приложение банка',
  },
  pay: {
    bank_card: 'Карта с деньгами',
    wallet: 'Кошелёк с деньгами',
    mobile: 'Номер с деньгами',
    sbp: 'Подтвердить в приложении банка',
  },
  payHint: 'Оплата пройдёт',
  insufficient: 'Недостаточно средств',
  insufficientHint: 'Отказ: не хватает денег',
  decline: 'Отказ банка',
  declineHint: 'Банк отклонит оплату',
  cancel: 'Отменить и вернуться',
  scan: 'Отсканируйте код приложением вашего банка',
  paid: 'Оплачено',
  paidHint: 'Спасибо! Деньги скоро появятся на лицевом счёте.',
  failed: 'Не оплачено',
  reasons: {
    insufficient_funds: 'Недостаточно средств. Деньги не списаны.',
    bank: 'Банк отклонил оплату. Деньги не списаны.',
    payer: 'Вы отменили оплату. Деньги не списаны.',
    expired: 'Время на оплату истекло. Деньги не списаны.',
  },
  back: 'Вернуться к провайдеру',
  notFound: 'Такого платежа нет',
  notFoundHint: 'Адрес неполон, или оплата не начиналась.',
  note: 'Тестовый эквайер: настоящие деньги не списываются. Не вводите номер настоящей карты.',
}

export const PAGE_TEXTS: Readonly<Record<PageLanguage, PageTexts>> = { en: EN, ru: RU }
