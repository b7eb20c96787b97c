import type { AnnouncementDraft } from '../../domain/announcement.ts'
import type { NewsDraft } from '../../domain/news.ts'
import type { PromotionDraft } from '../../domain/promotion.ts'

/** Region 2 is the second one of the sandbox billing, the Tver region. */
export const NEWS: readonly NewsDraft[] = [
  {
    title: { ru: 'Личный кабинет обновился', en: 'The cabinet has been renewed' },
    body: {
      ru: 'Баланс, услуги и платежи теперь на одном экране. Расскажите нам, чего не хватает: создайте обращение в разделе «Поддержка».',
      en: 'Balance, services and payments are on one screen now. Tell us what is missing: open a ticket under Support.',
    },
    regionId: null,
    publishedAt: Date.parse('2026-02-02T10:00:00+03:00'),
  },
  {
    title: { ru: 'Гигабит пришёл в Ржев и Торжок', en: 'A gigabit has come to Rzhev and Torzhok' },
    body: {
      ru: 'Тариф «Интернет 1000» доступен в домах с оптической линией. Сменить тариф можно в кабинете, плата начисляется с нового периода.',
      en: 'The tariff "Интернет 1000" is available in houses with an optical line. Change the tariff in the cabinet; the new fee starts with the next period.',
    },
    regionId: '2',
    publishedAt: Date.parse('2026-03-16T12:00:00+03:00'),
  },
  {
    title: { ru: 'График работы в майские праздники', en: 'Opening hours during the May holidays' },
    body: {
      ru: 'Офисы закрыты 1 и 9 мая. Горячая линия работает круглосуточно, аварийные бригады выезжают без выходных.',
      en: 'The offices are closed on 1 and 9 May. The hotline answers day and night, and faults are repaired every day.',
    },
    regionId: null,
    publishedAt: Date.parse('2026-04-24T09:00:00+03:00'),
  },
  {
    title: { ru: 'Работы на магистрали в Москве', en: 'Works on the backbone in Moscow' },
    body: {
      ru: 'В ночь на 18 сентября с 02:00 до 05:00 возможны перерывы связи до десяти минут.',
      en: null,
    },
    regionId: '1',
    publishedAt: Date.parse('2026-09-15T11:00:00+03:00'),
  },
]

/** One that is over and one that has not begun stand beside those that are valid: only operators see them. */
export const PROMOTIONS: readonly PromotionDraft[] = [
  {
    title: { ru: 'Приведи соседа', en: 'Bring a neighbour' },
    body: {
      ru: 'Месяц интернета в подарок вам и соседу, который подключится по вашему номеру договора.',
      en: 'A month of internet for free, for you and for the neighbour who names your contract number when connecting.',
    },
    regionId: null,
    validFrom: Date.parse('2026-01-15T00:00:00+03:00'),
    validTo: null,
  },
  {
    title: { ru: 'Микс за полцены в Тверской области', en: 'Mix at half price in the Tver region' },
    body: {
      ru: 'Первые три месяца любого пакета «Микс» — со скидкой 50 % при подключении до конца акции.',
      en: 'The first three months of any Mix package cost half as much if you connect before the offer ends.',
    },
    regionId: '2',
    validFrom: Date.parse('2026-02-01T00:00:00+03:00'),
    validTo: Date.parse('2035-12-31T00:00:00+03:00'),
  },
  {
    title: { ru: 'Новогодний роутер', en: 'A New Year router' },
    body: {
      ru: 'Аренда роутера за 1 рубль в месяц при подключении в декабре.',
      en: 'Rent a router for 1 rouble a month when you connect in December.',
    },
    regionId: null,
    validFrom: Date.parse('2024-12-01T00:00:00+03:00'),
    validTo: Date.parse('2025-01-15T00:00:00+03:00'),
  },
  {
    title: { ru: 'Юбилей сети', en: "The network's anniversary" },
    body: {
      ru: 'Подробности объявим в день начала акции.',
      en: 'We tell more on the first day.',
    },
    regionId: null,
    validFrom: Date.parse('2035-06-01T00:00:00+03:00'),
    validTo: Date.parse('2035-07-01T00:00:00+03:00'),
  },
]

export const ANNOUNCEMENTS: readonly AnnouncementDraft[] = [
  {
    title: { ru: 'Новые адреса DNS-серверов', en: 'New addresses of the DNS servers' },
    body: {
      ru: 'Если адреса прописаны вручную, замените их на 192.0.2.53 и 198.51.100.53. При автоматической настройке ничего делать не нужно.',
      en: 'If you have entered them by hand, change them to 192.0.2.53 and 198.51.100.53. With automatic settings there is nothing to do.',
    },
    category: 'NETWORK_SETTINGS',
    regionId: null,
    publishedAt: Date.parse('2026-02-09T10:00:00+03:00'),
    effectiveAt: Date.parse('2026-03-01T00:00:00+03:00'),
  },
  {
    title: { ru: 'Изменились банковские реквизиты', en: 'The bank details have changed' },
    body: {
      ru: 'Квитанции, напечатанные раньше, больше не действуют. Возьмите новую квитанцию в кабинете или в офисе.',
      en: 'Receipts printed before are not valid any more. Take a new one from the cabinet or the office.',
    },
    category: 'BANK_DETAILS',
    regionId: null,
    publishedAt: Date.parse('2026-03-20T10:00:00+03:00'),
    effectiveAt: Date.parse('2026-04-01T00:00:00+03:00'),
  },
  {
    title: { ru: 'Новые цены на кабельное ТВ в Тверской области', en: 'New prices of cable TV in the Tver region' },
    body: {
      ru: 'С 1 июня меняется абонентская плата по тарифам кабельного ТВ. Новые цены — в разделе «Тарифы».',
      en: 'From 1 June the fees of the cable TV tariffs change. The new prices are under Tariffs.',
    },
    category: 'TARIFFS',
    regionId: '2',
    publishedAt: Date.parse('2026-05-12T10:00:00+03:00'),
    effectiveAt: Date.parse('2026-06-01T00:00:00+03:00'),
  },
  {
    title: { ru: 'Обслуживание по электронной подписи', en: 'Service by electronic signature' },
    body: {
      ru: 'Дополнительные соглашения теперь можно подписать в кабинете, приезжать в офис не нужно.',
      en: 'Supplements to the agreement can be signed in the cabinet now; there is no need to come to the office.',
    },
    category: 'SERVICE_PROCEDURE',
    regionId: null,
    publishedAt: Date.parse('2026-07-06T10:00:00+03:00'),
    effectiveAt: null,
  },
]
