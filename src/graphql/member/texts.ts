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
    en: 'The value is empty, too long or has characters, or a card number, that cannot be used.',
    ru: 'Значение пустое, слишком длинное или содержит недопустимые символы или номер карты.',
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
  PASSWORD_NEEDED: {
    en: 'Members act in your name. Enter your present password to invite them or to allow them more.',
    ru: 'Участники действуют от вашего имени. Чтобы пригласить их или разрешить им больше, введите текущий пароль.',
  },
  WRONG_PASSWORD: { en: 'The present password is wrong.', ru: 'Текущий пароль неверен.' },
  DONE_BY_OFFICE: {
    en: 'Your password cannot be checked here. The office does it: come with your documents.',
    ru: 'Проверить ваш пароль здесь нельзя. Это сделают в офисе — приходите с документами.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Nothing was changed; try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Ничего не изменено; повторите позже.',
  },
  TOO_MANY_TRIES: {
    en: 'Too many tries. Wait before the next one.',
    ru: 'Слишком много попыток. Подождите перед следующей.',
  },
}
