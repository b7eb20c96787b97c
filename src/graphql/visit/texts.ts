import type { VisitRefusalCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

/** What somebody hears whose visit was not booked or given up, or whose slots were not opened. */
export const VISIT_TEXTS: Readonly<Record<VisitRefusalCode, Text>> = {
  ACCOUNT_NOT_FOUND: { en: 'There is no such account.', ru: 'Такого лицевого счёта нет.' },
  VISIT_NOT_FOUND: { en: 'There is no such visit.', ru: 'Такого выезда нет.' },
  REGION_NOT_FOUND: { en: 'There is no such region.', ru: 'Такого региона нет.' },
  SLOT_NOT_FOUND: {
    en: 'There is no such time, or it has begun. Choose another.',
    ru: 'Такого времени нет, или оно уже наступило. Выберите другое.',
  },
  SLOT_OF_OTHER_REGION: {
    en: 'This time is of another region than the account. Choose one of its own.',
    ru: 'Это время другого региона, чем лицевой счёт. Выберите время его региона.',
  },
  SLOT_TAKEN: {
    en: 'Somebody else has taken this time. Choose another.',
    ru: 'Это время уже занято. Выберите другое.',
  },
  SLOT_OVERLAPS: {
    en: 'The crew has another slot at that time, here or in another region, or the same one at another price. Nothing was opened.',
    ru: 'У бригады в это время уже есть другой слот, здесь или в другом регионе, или такой же с другой ценой. Ничего не открыто.',
  },
  SLOT_BOOKED: {
    en: 'The slot is booked. Give the visit up first.',
    ru: 'На этот слот записались. Сначала отмените выезд.',
  },
  OPERATORS_ONLY: { en: 'Only operators take slots back.', ru: 'Слоты снимают только операторы.' },
  PRICE_CHANGED: {
    en: 'The price is another by now. Look at it once more; nothing was booked.',
    ru: 'Цена изменилась. Посмотрите её ещё раз; запись не сделана.',
  },
  TOO_MANY_VISITS: {
    en: 'There are as many visits to come as there may be. Give one up first.',
    ru: 'Предстоящих выездов уже максимум. Сначала отмените один из них.',
  },
  TOO_LATE: {
    en: 'The visit has begun. Call us, please.',
    ru: 'Время выезда уже наступило. Позвоните нам, пожалуйста.',
  },
  NOT_ALLOWED: {
    en: 'You may see this account, and order nothing for it. Ask its owner for the right.',
    ru: 'Вы можете смотреть этот счёт, но не заказывать для него. Попросите право у владельца.',
  },
  INVALID_VALUE: {
    en: 'The value is empty, too long, out of range or has characters, or a card number, that cannot be used.',
    ru: 'Значение пустое, слишком длинное, вне допустимых границ или содержит недопустимые символы или номер карты.',
  },
  IDEMPOTENCY_CONFLICT: {
    en: 'This key was used for something else. Nothing was done; make a new one.',
    ru: 'Этот ключ уже использован для другого. Ничего не сделано; создайте новый.',
  },
  TOO_MANY_TRIES: {
    en: 'Too many tries. Wait before the next one.',
    ru: 'Слишком много попыток. Подождите перед следующей.',
  },
  NOT_SUPPORTED: {
    en: 'Visits cannot be booked here. Call us, please.',
    ru: 'Здесь нельзя записаться на выезд. Позвоните нам, пожалуйста.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Повторите позже.',
  },
}
