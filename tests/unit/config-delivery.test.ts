import { expect, test } from 'vitest'
import { ConfigError, type Environment } from '../../src/environment.ts'
import { readConfig } from '../support/config.ts'

function mistakesOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
}

test('without a word about messages neither way is configured', () => {
  expect(readConfig({}).delivery).toEqual({ smtp: null, sms: null })
})

test('both ways are read as they were written', () => {
  const { delivery } = readConfig({
    SMTP_URL: 'smtps://user:p%40ss@mail.example:465',
    SMTP_FROM: 'Провайдер <noreply@provider.example>',
    SMS_URL: 'https://sms.example/send?v=1',
    SMS_HEADERS: '{"Authorization":"Bearer key"}',
    SMS_CONTENT_TYPE: 'form',
  })
  expect(delivery).toEqual({
    smtp: { url: 'smtps://user:p%40ss@mail.example:465', from: 'Провайдер <noreply@provider.example>' },
    sms: {
      url: 'https://sms.example/send?v=1',
      headers: { authorization: 'Bearer key' },
      body: 'id={id}&to={digits}&text={text}',
      contentType: 'application/x-www-form-urlencoded',
    },
  })
})

test.each<[Environment, string]>([
  [{ SMTP_URL: 'mail.example', SMTP_FROM: 'a@b.example' }, 'SMTP_URL must begin with smtp:// or smtps://'],
  [{ SMTP_URL: 'smtp://mail.example' }, 'SMTP_FROM is required'],
  [{ SMTP_FROM: 'a@b.example' }, 'SMTP_URL is required'],
  [{ SMTP_URL: 'smtp://mail.example', SMTP_FROM: 'nobody' }, 'SMTP_FROM is no e-mail address'],
  [{ SMTP_URL: 'smtp://mail.example', SMTP_FROM: 'a@b.example\r\nBcc: c@d.example' }, 'SMTP_FROM is no e-mail address'],
  [{ SMS_URL: 'ftp://sms.example' }, 'SMS_URL must be an http:// or https:// address'],
  [{ SMS_URL: 'https://user:key@sms.example' }, 'SMS_URL must be an http:// or https:// address without credentials'],
  [{ SMS_BODY: '{"to":"{to}","text":"{text}"}' }, 'SMS_URL is required'],
  [
    { SMS_URL: 'https://sms.example', SMS_BODY: '{"text":"{text}"}' },
    'SMS_BODY needs {text} and one of {to} and {digits}',
  ],
  [{ SMS_URL: 'https://sms.example', SMS_BODY: '{to} {text}' }, 'SMS_BODY is not JSON'],
  [{ SMS_URL: 'https://sms.example', SMS_HEADERS: '{"x":1}' }, 'SMS_HEADERS must be a JSON object'],
  [{ SMS_URL: 'https://sms.example', SMS_HEADERS: '{"x":"a\\r\\nb"}' }, 'SMS_HEADERS must be a JSON object'],
])('%j is refused, and nothing that may be secret is shown', (environment, mistake) => {
  const mistakes = mistakesOf(environment)
  expect(mistakes).toEqual([expect.stringContaining(mistake)])
  expect(mistakes.join()).not.toContain('key')
})
