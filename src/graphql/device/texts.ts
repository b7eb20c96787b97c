import type { DeviceRefusalCode, DeviceRefused } from '../../generated/schema.ts'
import type { Language, Text } from '../language.ts'
import { MAY_NOT_ORDER } from '../ordering.ts'

const TEXTS: Readonly<Record<DeviceRefusalCode, Text>> = {
  INVALID_VALUE: {
    en: 'Give either the hardware address or the serial number, and a name of at most 64 characters.',
    ru: 'Укажите либо MAC-адрес, либо серийный номер, и название не длиннее 64 символов.',
  },
  INVALID_MAC_ADDRESS: {
    en: 'A hardware address has twelve digits from 0 to 9 and A to F, like AA:BB:CC:DD:EE:FF.',
    ru: 'MAC-адрес состоит из двенадцати знаков 0–9 и A–F, например AA:BB:CC:DD:EE:FF.',
  },
  MAC_ADDRESS_NOT_OF_A_DEVICE: {
    en: 'No device has this address. Look at the sticker of the device once more.',
    ru: 'Такого адреса у устройства быть не может. Проверьте наклейку на устройстве.',
  },
  INVALID_SERIAL_NUMBER: {
    en: 'A serial number has 4 to 32 Latin letters, digits, points, slashes and dashes, with at least one digit among them.',
    ru: 'Серийный номер — от 4 до 32 латинских букв, цифр, точек, дробных черт и дефисов, и среди них хотя бы одна цифра.',
  },
  ACCOUNT_NOT_FOUND: { en: 'There is no such account.', ru: 'Такого лицевого счёта нет.' },
  NOT_ALLOWED: MAY_NOT_ORDER,
  DEVICE_NOT_FOUND: { en: 'There is no such device.', ru: 'Такого устройства нет.' },
  AGREEMENT_ENDED: { en: 'The agreement has ended.', ru: 'Договор расторгнут.' },
  REGISTERED_ELSEWHERE: {
    en: 'This device is registered with another account. Ask the provider for help.',
    ru: 'Это устройство зарегистрировано на другом лицевом счёте. Обратитесь к провайдеру.',
  },
  TOO_MANY_DEVICES: {
    en: 'There are as many devices as there may be. Remove one first.',
    ru: 'Зарегистрировано наибольшее число устройств. Сначала удалите одно.',
  },
  DEVICE_NOT_ACCEPTED: {
    en: 'The billing system does not take this device. Ask the provider for help.',
    ru: 'Биллинговая система не принимает это устройство. Обратитесь к провайдеру.',
  },
  NOT_SUPPORTED: {
    en: 'Devices are registered by the provider. Ask the provider for help.',
    ru: 'Устройства регистрирует провайдер. Обратитесь к провайдеру.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Nothing was changed; try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Ничего не изменено; повторите позже.',
  },
  OUTCOME_UNKNOWN: {
    en: 'It is not known yet whether it was done. Repeat it in a moment: that does no harm.',
    ru: 'Пока не известно, выполнено ли действие. Повторите через некоторое время: это безопасно.',
  },
}

const RETRYABLE: readonly DeviceRefusalCode[] = ['BILLING_UNAVAILABLE', 'OUTCOME_UNKNOWN']

export function writeDeviceRefusal(
  { code, field = null }: { readonly code: DeviceRefusalCode; readonly field?: string | null },
  language: Language,
): DeviceRefused & { readonly __typename: 'DeviceRefused' } {
  return {
    __typename: 'DeviceRefused',
    code,
    field,
    retryable: RETRYABLE.includes(code),
    message: TEXTS[code][language],
  }
}
