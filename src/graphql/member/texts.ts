import type { MemberRefusalCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

/** What somebody hears when nothing was done about a member. */
export const MEMBER_TEXTS: Readonly<Record<MemberRefusalCode, Text>> = {
  NOT_FOUND: {
    en: 'There is no such account or member, or only its owner decides about it.',
    ru: 'Такого счёта или участника нет, либо решать о нём может только владелец.',
  },
  NOT_AN_ORGANIZATION: {
    en: 'Only organisations have members.',
    ru: 'Участники бывают только у организаций.',
  },
  INVALID_VALUE: {
    en: 'The value is empty, too long or has characters that cannot be used.',
    ru: 'Значение пустое, слишком длинное или содержит недопустимые символы.',
  },
  CODE_NOT_VALID: {
    en: 'This code is unknown, expired or used already. Ask for another invitation.',
    ru: 'Код неизвестен, просрочен или уже использован. Попросите новое приглашение.',
  },
  OWN_ACCOUNT: {
    en: 'This is an account of your own. Hand the code to whomever you want to invite.',
    ru: 'Это ваш собственный счёт. Передайте код тому, кого хотите пригласить.',
  },
  TOO_MANY_MEMBERS: {
    en: 'There are as many members, or waiting invitations, as there may be.',
    ru: 'Достигнуто наибольшее число участников или ожидающих приглашений.',
  },
  NOT_SUPPORTED: {
    en: 'Messages cannot be sent this way here. Hand the code over yourself.',
    ru: 'Отправить сообщение этим способом нельзя. Передайте код сами.',
  },
  TOO_MANY_TRIES: {
    en: 'Too many tries. Wait before the next one.',
    ru: 'Слишком много попыток. Подождите перед следующей.',
  },
}
