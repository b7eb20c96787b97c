import type { NotificationErrorCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

/** What somebody hears whose choice of notifications was not accepted. */
export const NOTIFICATION_TEXTS: Readonly<Record<NotificationErrorCode, Text>> = {
  ACCOUNT_NOT_FOUND: { en: 'There is no such account.', ru: 'Такого лицевого счёта нет.' },
  NO_CONTACT: {
    en: 'You have no account of your own here, so nobody knows your telephone or e-mail.',
    ru: 'У вас нет своего лицевого счёта, поэтому ваш телефон и e-mail неизвестны.',
  },
  CHANNEL_NOT_SUPPORTED: {
    en: 'Messages cannot be sent this way here.',
    ru: 'Отправлять сообщения этим способом здесь нельзя.',
  },
  INVALID_VALUE: {
    en: 'Name each kind once, an amount of at most a million, and times like 22:00.',
    ru: 'Укажите каждый вид один раз, сумму не больше миллиона и время в виде 22:00.',
  },
}
