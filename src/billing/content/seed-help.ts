import type { HelpArticleDraft } from '../../domain/help-article.ts'

export const HELP_ARTICLES: readonly HelpArticleDraft[] = [
  {
    topic: 'CANNOT_LOG_IN',
    order: 10,
    title: { ru: 'Не получается войти в кабинет', en: 'I cannot log in' },
    body: {
      ru: 'Логин — номер договора, с нулями в начале. Проверьте раскладку клавиатуры и Caps Lock.\n\nВход открыт, пока действует договор. Если попыток было слишком много, подождите час. Пароль можно восстановить по SMS или по электронной почте из договора.',
      en: 'The login is the contract number, with its leading zeros. Check the keyboard layout and Caps Lock.\n\nThe cabinet is open while the agreement is in force. After too many tries wait an hour. The password can be restored by SMS or by the e-mail address in the agreement.',
    },
  },
  {
    topic: 'CANNOT_LOG_IN',
    order: 20,
    title: { ru: 'Я не помню логин', en: 'I do not remember the login' },
    body: {
      ru: 'Логин напечатан на первой странице договора. Если договора нет под рукой, приходите в офис с паспортом или позвоните на горячую линию.',
      en: 'It is printed on the first page of the agreement. Without the agreement come to the office with your passport, or call the hotline.',
    },
  },
  {
    topic: 'CONNECTION',
    order: 30,
    title: { ru: 'Как подключить дом', en: 'How to connect a house' },
    body: {
      ru: 'Проверьте адрес на сайте и оставьте заявку. Мастер приедет в выбранное время, договор подписывается на месте.',
      en: 'Check the address on the site and leave a request. The master comes at the time you choose, and the agreement is signed there.',
    },
  },
  {
    topic: 'PAYMENT',
    order: 40,
    title: { ru: 'Платёж не поступил', en: 'A payment has not arrived' },
    body: {
      ru: 'Платежи по карте и СБП видны сразу, через терминал — до часа, через банк — до трёх рабочих дней. Сохраните чек и создайте обращение, если деньги не поступили в срок.',
      en: 'Payments by card and SBP show at once, by terminal within an hour, by bank within three working days. Keep the receipt and open a ticket if it takes longer.',
    },
  },
  {
    topic: 'EQUIPMENT',
    order: 50,
    title: { ru: 'Настройка роутера', en: 'Setting up a router' },
    body: {
      ru: 'Подключите кабель в порт WAN и выберите автоматическое получение адреса (DHCP). Если роутер новый, зарегистрируйте его MAC-адрес в кабинете.',
      en: 'Plug the cable into the WAN port and choose an automatic address (DHCP). Register the MAC address of a new router in the cabinet.',
    },
  },
]
