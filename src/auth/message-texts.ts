import type { TextLanguage } from '../domain/localized-text.ts'
import type { Purpose } from './codes.ts'

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
