import type { TextLanguage } from '../domain/localized-text.ts'
import type { ServiceOrder } from '../domain/service-order.ts'
import type { Happening } from './judge.ts'

export interface NotificationText {
  readonly subject: string
  readonly text: string
}

type Text = Readonly<Record<TextLanguage, string>>

const ACTIONS: Readonly<Record<ServiceOrder['action'], Text>> = {
  CHANGE_TARIFF: { en: 'change of tariff', ru: 'смена тарифа' },
  CONNECT_SERVICE: { en: 'new service', ru: 'подключение услуги' },
  DISCONNECT_SERVICE: { en: 'end of a service', ru: 'отключение услуги' },
  CHANGE_OPTION: { en: 'change of a service', ru: 'изменение услуги' },
  FREEZE_SERVICE: { en: 'freeze of a service', ru: 'заморозка услуги' },
  UNFREEZE_SERVICE: { en: 'end of a freeze', ru: 'разморозка услуги' },
  FREEZE_ACCOUNT: { en: 'freeze of the account', ru: 'заморозка счёта' },
  UNFREEZE_ACCOUNT: { en: 'end of a freeze', ru: 'разморозка счёта' },
  CHANGE_IP: { en: 'change of addresses', ru: 'смена адресов' },
  BUY_EQUIPMENT: { en: 'equipment', ru: 'оборудование' },
  SET_UP: { en: 'setting up', ru: 'настройка' },
  UNKNOWN: { en: 'order', ru: 'заказ' },
}

/**
 * What people read: no name, no whole contract number, which is a login to many, and nothing that somebody else wrote. Short enough
 * for one SMS in Latin letters, and for two in Cyrillic ones.
 */
export function writeNotification(
  happening: Happening,
  options: { language: TextLanguage; number: string },
): NotificationText {
  const { language } = options
  const account = `…${options.number.slice(-3)}`
  const { subject, text } = TEXTS[language](happening, account)
  return { subject, text }
}

const TEXTS: Readonly<Record<TextLanguage, (happening: Happening, account: string) => NotificationText>> = {
  en: writeEnglish,
  ru: writeRussian,
}

function writeEnglish(happening: Happening, account: string): NotificationText {
  switch (happening.kind) {
    case 'LOW_BALANCE':
      return {
        subject: 'Low balance',
        text: `The balance of account ${account} is ${happening.balance}, less than ${happening.threshold}.`,
      }
    case 'PAYMENT_RECEIVED':
      return { subject: 'Payment received', text: `${happening.amount} were received for account ${account}.` }
    case 'ORDER_DONE':
      return happening.isFailed
        ? {
            subject: 'Order not carried out',
            text: `Account ${account}: ${ACTIONS[happening.action].en} could not be carried out. See your cabinet.`,
          }
        : { subject: 'Order carried out', text: `Account ${account}: ${ACTIONS[happening.action].en} is done.` }
    case 'TICKET_ANSWERED':
      return {
        subject: 'Your request was answered',
        text: `Account ${account}: request ${happening.number} was answered. See your cabinet.`,
      }
  }
}

function writeRussian(happening: Happening, account: string): NotificationText {
  switch (happening.kind) {
    case 'LOW_BALANCE':
      return {
        subject: 'Низкий баланс',
        text: `Баланс счёта ${account}: ${happening.balance}, меньше ${happening.threshold}.`,
      }
    case 'PAYMENT_RECEIVED':
      return { subject: 'Платёж получен', text: `На счёт ${account} поступило ${happening.amount}.` }
    case 'ORDER_DONE':
      return happening.isFailed
        ? {
            subject: 'Заказ не выполнен',
            text: `Счёт ${account}: ${ACTIONS[happening.action].ru} — не выполнено. Подробности в кабинете.`,
          }
        : { subject: 'Заказ выполнен', text: `Счёт ${account}: ${ACTIONS[happening.action].ru} — выполнено.` }
    case 'TICKET_ANSWERED':
      return {
        subject: 'Ответ на ваше обращение',
        text: `Счёт ${account}: на обращение ${happening.number} ответили. Подробности в кабинете.`,
      }
  }
}

/** The last line of every e-mail. With a link where the provider's cabinet has a page for it. */
export function writeUnsubscribing(language: TextLanguage, token: string, url: string | null): string {
  const how = url === null ? token : url.replaceAll('{token}', encodeURIComponent(token))
  return language === 'ru' ? `Отказаться от таких писем: ${how}` : `To get no more e-mails like this: ${how}`
}
