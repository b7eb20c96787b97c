import type { CompanyDraft } from '../../domain/company.ts'

/** Numbers of the range that is kept for examples, and addresses under example.com. */
export const COMPANY: CompanyDraft = {
  name: { ru: 'Домлинк', en: 'Domlink' },
  about: {
    ru: 'Домашний интернет, телевидение и умный дом в Москве, Твери, Калуге и Туле. Под одной маркой работают три оператора связи; ваш назван в договоре.',
    en: 'Internet, television and smart home in Moscow, Tver, Kaluga and Tula. Three operators work under one brand; yours is named in the agreement.',
  },
  connection: {
    ru: 'Оставьте заявку или позвоните: проверим адрес, договоримся о времени, мастер подключит и подпишет договор.',
    en: 'Leave a request or call: we check the address and agree on a time; the master connects you and brings the agreement.',
  },
  prices: {
    ru: 'Подключение стандартного дома бесплатно. Абонентская плата — в списке тарифов вашего региона.',
    en: 'Connecting a usual house is free. The fees are in the list of tariffs of your region.',
  },
  payment: {
    ru: 'Картой или через СБП в кабинете, в терминалах и банкоматах, в магазинах-партнёрах, в офисах и в кассе любого банка по квитанции.',
    en: 'By card or SBP in the cabinet, at terminals and cash machines, in shops, in our offices, and at any bank with a receipt.',
  },
  contacts: [
    {
      kind: 'HOTLINE',
      label: { ru: 'Горячая линия', en: 'Hotline' },
      value: { ru: '8 800 555-01-00', en: '+7 800 555-01-00' },
      hours: { ru: 'круглосуточно', en: 'day and night' },
      regionId: null,
    },
    {
      kind: 'EMAIL',
      label: { ru: 'Поддержка', en: 'Support' },
      value: { ru: 'support@domlink.example.com', en: null },
      hours: null,
      regionId: null,
    },
    {
      kind: 'PHONE',
      label: { ru: 'Отдел по работе с организациями', en: 'Business customers' },
      value: { ru: '+7 495 555-01-20', en: null },
      hours: { ru: 'пн–пт 9:00–18:00', en: 'Mon–Fri 9:00–18:00' },
      regionId: null,
    },
    {
      kind: 'OFFICE',
      label: { ru: 'Офис в Москве', en: 'Office in Moscow' },
      value: { ru: 'Москва, ул. Примерная, 1', en: '1 Primernaya Street, Moscow' },
      hours: { ru: 'пн–сб 9:00–20:00', en: 'Mon–Sat 9:00–20:00' },
      regionId: '1',
    },
    {
      kind: 'OFFICE',
      label: { ru: 'Офис в Твери', en: 'Office in Tver' },
      value: { ru: 'Тверь, пр. Образцовый, 12', en: '12 Obraztsovy Avenue, Tver' },
      hours: { ru: 'пн–пт 10:00–19:00', en: 'Mon–Fri 10:00–19:00' },
      regionId: '2',
    },
    {
      kind: 'WEBSITE',
      label: { ru: 'Сайт', en: 'Website' },
      value: { ru: 'https://domlink.example.com', en: null },
      hours: null,
      regionId: null,
    },
  ],
}
