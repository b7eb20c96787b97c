import type { PaymentMethodDraft } from '../../domain/payment-method.ts'

/** For accounts of all regions and operators. */
export const PAYMENT_METHODS: readonly PaymentMethodDraft[] = [
  everywhere('bank-card', 'BANK_CARD', {
    order: 10,
    name: { ru: 'Банковская карта', en: 'Bank card' },
    description: {
      ru: 'В кабинете, без комиссии; деньги поступают сразу.',
      en: 'In the cabinet, without a fee; the money arrives at once.',
    },
  }),
  everywhere('sbp', 'SBP', {
    order: 20,
    name: { ru: 'Система быстрых платежей', en: 'Faster payments (SBP)' },
    description: { ru: 'По QR-коду в кабинете, без комиссии.', en: 'By the QR code in the cabinet, without a fee.' },
  }),
  everywhere('e-wallet', 'E_WALLET', {
    order: 30,
    name: { ru: 'Электронный кошелёк', en: 'Electronic wallet' },
    description: { ru: 'В кабинете; комиссию показывает кошелёк.', en: 'In the cabinet; the wallet shows its fee.' },
    accountKind: 'PERSON',
  }),
  everywhere('mobile', 'MOBILE', {
    order: 40,
    name: { ru: 'Баланс мобильного телефона', en: 'Mobile balance' },
    description: { ru: 'В кабинете, с номера из договора.', en: 'In the cabinet, from the number in the agreement.' },
    accountKind: 'PERSON',
  }),
  everywhere('bank-terminal', 'BANK_TERMINAL', {
    order: 50,
    name: { ru: 'Терминалы банков', en: 'Bank terminals' },
    description: {
      ru: 'Найдите «Домлинк» и введите номер договора.',
      en: 'Find Domlink and enter the contract number.',
    },
  }),
  everywhere('atm', 'ATM', {
    order: 60,
    name: { ru: 'Банкоматы', en: 'Cash machines' },
    description: {
      ru: 'Раздел «Интернет и ТВ», номер договора; наличными или картой.',
      en: 'Under Internet and TV, by contract number; in cash or by card.',
    },
  }),
  everywhere('own-terminal', 'OWN_TERMINAL', {
    order: 70,
    name: { ru: 'Терминалы «Домлинк»', en: 'Domlink terminals' },
    description: {
      ru: 'В офисах и подъездах больших домов, без комиссии.',
      en: 'In our offices and in the halls of large houses, without a fee.',
    },
  }),
  everywhere('shops', 'SHOP', {
    order: 80,
    name: { ru: 'Магазины', en: 'Shops' },
    description: {
      ru: 'На кассе магазинов-партнёров по номеру договора.',
      en: 'At the till of partner shops, by contract number.',
    },
  }),
  everywhere('office', 'OFFICE', {
    order: 90,
    name: { ru: 'Офис', en: 'Office' },
    description: {
      ru: 'Наличными или картой; адреса — в контактах.',
      en: 'In cash or by card; the addresses are among the contacts.',
    },
  }),
  everywhere('cash-desk', 'CASH_DESK', {
    order: 100,
    name: { ru: 'Касса банка', en: 'Bank cash desk' },
    description: {
      ru: 'По квитанции из кабинета, в любом банке России.',
      en: 'With a receipt from the cabinet, at any bank in Russia.',
    },
  }),
  everywhere('bank-transfer', 'BANK_TRANSFER', {
    order: 110,
    name: { ru: 'Банковский перевод', en: 'Bank transfer' },
    description: {
      ru: 'По счёту из кабинета; укажите номер договора в назначении платежа.',
      en: 'By the invoice from the cabinet; name the contract number in the purpose of the payment.',
    },
    accountKind: 'ORGANIZATION',
  }),
]

type Rest = Pick<PaymentMethodDraft, 'order' | 'name' | 'description'> &
  Partial<Pick<PaymentMethodDraft, 'accountKind'>>

function everywhere(code: string, kind: PaymentMethodDraft['kind'], rest: Rest): PaymentMethodDraft {
  return { code, kind, url: null, regionId: null, operatorId: null, accountKind: null, ...rest }
}
