import type { ForumErrorCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

/** What somebody hears whose post was not written or changed. */
export const FORUM_TEXTS: Readonly<Record<ForumErrorCode, Text>> = {
  INVALID_VALUE: {
    en: 'The value is empty, too short, too long or has characters, or a card number, that cannot be used.',
    ru: 'Значение пустое, слишком короткое, слишком длинное или содержит недопустимые символы или номер карты.',
  },
  NOT_FOUND: { en: 'It is not there, or not any more.', ru: 'Сообщение не найдено или уже удалено.' },
  IDEMPOTENCY_CONFLICT: {
    en: 'This key was used for something else. Make a new one.',
    ru: 'Этот ключ уже использован для другого сообщения. Создайте новый.',
  },
  VERSION_CONFLICT: {
    en: 'It was changed meanwhile. Look at it as it is now and try again.',
    ru: 'Сообщение тем временем изменили. Посмотрите его текущий вид и повторите.',
  },
  NOT_YOURS: { en: 'Somebody else wrote it.', ru: 'Это сообщение написали не вы.' },
  TOO_LATE: {
    en: 'It could be changed within 30 minutes only.',
    ru: 'Изменить сообщение можно было только в течение 30 минут.',
  },
  TOPIC_LOCKED: { en: 'The topic is locked.', ru: 'Тема закрыта.' },
  ANSWERED: {
    en: 'The topic has replies already, and cannot be withdrawn.',
    ru: 'В теме уже есть ответы, отозвать её нельзя.',
  },
  TOO_MANY_POSTS: {
    en: 'You have written much in this hour. Wait before the next post.',
    ru: 'За этот час вы написали слишком много. Подождите перед следующим сообщением.',
  },
  TOO_MANY_EDITS: {
    en: 'It was changed as often as it may be.',
    ru: 'Сообщение изменяли слишком много раз.',
  },
  TOO_MANY_PINNED: {
    en: 'As many topics are pinned as may be. Unpin one first.',
    ru: 'Закреплено наибольшее число тем. Сначала открепите одну.',
  },
  NOT_A_TOPIC: {
    en: 'Only topics can be locked and pinned.',
    ru: 'Закрыть и закрепить можно только тему.',
  },
  NOT_MANAGED: { en: 'The forum is held by another system.', ru: 'Форум ведётся в другой системе.' },
}
