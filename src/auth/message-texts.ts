import type { TextLanguage } from '../domain/localized-text.ts'
import type { NoticeTopic, Purpose } from './codes.ts'

interface MessageText {
  readonly subject: string
  readonly text: string
}

/** What people read. Short enough for one SMS in Latin letters, and for two in Cyrillic ones. */
export const MESSAGE_TEXTS: Readonly<
  Record<Purpose, Readonly<Record<TextLanguage, (code: string, minutes: number) => MessageText>>>
> = {
  'password-reset': {
    en: (code, minutes) => ({
      subject: 'Code for a new password',
      text: `${code} is your code for a new password. It works for ${minutes} minutes. Tell it to nobody.`,
    }),
    ru: (code, minutes) => ({
      subject: 'Код для нового пароля',
      text: `${code} — код для нового пароля, действует ${minutes} мин. Никому его не сообщайте.`,
    }),
  },
  'one-time-password': {
    en: (code, minutes) => ({
      subject: 'One-time password',
      text: `${code} is your one-time password for ${minutes} minutes. Choose a new password after entry. Tell it to nobody.`,
    }),
    ru: (code, minutes) => ({
      subject: 'Одноразовый пароль',
      text: `${code} — одноразовый пароль на ${minutes} мин. После входа задайте новый. Никому его не сообщайте.`,
    }),
  },
  agreement: {
    en: (code, minutes) => ({
      subject: 'Code for your agreement',
      text: `${code} is your code to choose login and password. It works for ${minutes} minutes. Tell it to nobody.`,
    }),
    ru: (code, minutes) => ({
      subject: 'Код для договора',
      text: `${code} — код для выбора логина и пароля, действует ${minutes} мин. Никому его не сообщайте.`,
    }),
  },
}

/** Nothing that the holder wrote stands in it, and not whose account it is: an address may be mistyped. */
export const INVITATION_TEXTS: Readonly<Record<TextLanguage, (code: string) => MessageText>> = {
  en: (code) => ({
    subject: 'Invitation',
    text: `You are invited to act for an organisation in its provider's cabinet. Sign in there with a login of your own and enter within 7 days: ${code}`,
  }),
  ru: (code) => ({
    subject: 'Приглашение',
    text: `Вас приглашают представлять организацию в кабинете провайдера. Войдите со своим логином и введите в течение 7 дней: ${code}`,
  }),
}

const TOPICS: Readonly<Record<NoticeTopic, Readonly<Record<TextLanguage, string>>>> = {
  phone: { en: 'phone', ru: 'телефон' },
  email: { en: 'e-mail', ru: 'e-mail' },
  login: { en: 'login', ru: 'логин' },
  password: { en: 'password', ru: 'пароль' },
  invitation: { en: 'invitations of members', ru: 'приглашения участников' },
  member: { en: 'members', ru: 'список участников' },
}

/**
 * What was changed, and nothing of what it was or is. In both languages at once: whoever made the change chose the language
 * of the request, and may not be the one who reads.
 */
export function writeNotice(topics: readonly NoticeTopic[]): MessageText {
  const list = (language: TextLanguage) => topics.map((topic) => TOPICS[topic][language]).join(', ')
  return {
    subject: 'Изменены данные вашего кабинета / Your account was changed',
    text: `В вашем кабинете изменено: ${list('ru')}. Не вы? Позвоните нам. Changed in your account: ${list('en')}. Not you? Call us.`,
  }
}
