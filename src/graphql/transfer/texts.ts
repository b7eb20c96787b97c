import type { TransferRefusalCode, TransferResolutionRefusalCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

export const TRANSFER_PENDING: Text = {
  en: 'The transfer is accepted. Repeat the request until its outcome is known.',
  ru: 'Перевод принят. Повторяйте запрос, пока результат не станет известен.',
}
export const TRANSFER_CONFLICT: Text = {
  en: 'This key was used for another transfer. Nothing was done; make a new key.',
  ru: 'Этот ключ уже использован для другого перевода. Ничего не сделано; создайте новый.',
}

export const TRANSFER_TEXTS: Readonly<Record<TransferRefusalCode, Text>> = {
  INVALID_VALUE: {
    en: 'This value is empty, too long, not more than zero, or has characters, or a card number, that cannot be used.',
    ru: 'Значение пустое, слишком длинное, не больше нуля или содержит недопустимые символы или номер карты.',
  },
  ACCOUNT_NOT_FOUND: { en: 'There is no such account.', ru: 'Такого лицевого счёта нет.' },
  NOT_ALLOWED: {
    en: 'You may see this account, and pay nothing from it. Ask its owner for the right.',
    ru: 'Вы можете смотреть этот счёт, но не платить с него. Попросите право у владельца.',
  },
  SAME_ACCOUNT: {
    en: 'This is the very account that would pay. Choose another one.',
    ru: 'Это тот же счёт, с которого списываются деньги. Выберите другой.',
  },
  RECIPIENT_NOT_FOUND: {
    en: 'Nobody has this contract number. Check it.',
    ru: 'Такого номера договора нет. Проверьте его.',
  },
  RECIPIENT_CLOSED: {
    en: 'No money is taken for this contract number: the agreement has ended.',
    ru: 'По этому номеру деньги не принимаются: договор расторгнут.',
  },
  CURRENCY_MISMATCH: {
    en: 'The accounts are in different currencies.',
    ru: 'Счета ведутся в разных валютах.',
  },
  DIFFERENT_OPERATOR: {
    en: 'The accounts are with different companies of the provider. No money can be moved between them.',
    ru: 'Счета обслуживают разные компании провайдера. Перевод между ними невозможен.',
  },
  AMOUNT_TOO_LARGE: {
    en: 'This is more than one transfer may be.',
    ru: 'Сумма больше допустимой для одного перевода.',
  },
  DAY_LIMIT_REACHED: {
    en: 'With this amount the account would transfer more in one day than it may.',
    ru: 'С этой суммой будет превышен дневной лимит переводов со счёта.',
  },
  TOO_MANY_TRANSFERS: {
    en: 'Too many transfers within a minute. Repeat it in a moment.',
    ru: 'Слишком много переводов за минуту. Повторите через некоторое время.',
  },
  TOO_MANY_TRIES: {
    en: 'Too many wrong contract numbers. Try again later.',
    ru: 'Слишком много неверных номеров договоров. Повторите позже.',
  },
  NOT_ENOUGH_MONEY: {
    en: 'There is not enough money on the account.',
    ru: 'На счёте недостаточно денег.',
  },
  AGREEMENT_ENDED: { en: 'The agreement has ended.', ru: 'Договор расторгнут.' },
  ACCOUNT_FROZEN: {
    en: 'The account is on hold. End the hold first.',
    ru: 'Счёт приостановлен. Сначала снимите приостановку.',
  },
  AMOUNT_NOT_ACCEPTED: {
    en: 'The billing system does not take this amount.',
    ru: 'Биллинговая система не принимает такую сумму.',
  },
  NOT_SUPPORTED: { en: 'Transfers are not available.', ru: 'Переводы недоступны.' },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Повторите позже.',
  },
  CLOSED_BY_OPERATOR: {
    en: 'It was not carried out; the provider has looked into it and closed it.',
    ru: 'Операция не проведена: провайдер проверил её и закрыл.',
  },
}

export const TRANSFER_RESOLUTION_TEXTS: Readonly<Record<TransferResolutionRefusalCode, Text>> = {
  TRANSFER_NOT_FOUND: { en: 'There is no such transfer.', ru: 'Такого перевода нет.' },
  INVALID_REASON: {
    en: 'Give a reason of 3 to 120 characters, without a card number.',
    ru: 'Укажите причину: от 3 до 120 символов, без номера карты.',
  },
  NOT_WAITING: {
    en: 'The transfer does not wait for this decision. If one of its orders waits, decide about that order.',
    ru: 'Перевод не ждёт этого решения. Если решения ждёт одно из его поручений, решите по нему.',
  },
  ALREADY_DECIDED: {
    en: 'It was decided already, and otherwise. Look at its history.',
    ru: 'Решение уже принято, и другое. Посмотрите историю.',
  },
  NOT_TAKEN: {
    en: 'Nothing was taken from the account that pays, so there is nothing to give.',
    ru: 'Со счёта плательщика ничего не списано, поэтому возвращать или зачислять нечего.',
  },
  GIVEN_IN_BILLING: {
    en: 'The billing system shows that the recipient has the money.',
    ru: 'В биллинговой системе деньги зачислены получателю.',
  },
  NOT_CARRIED_OUT_IN_BILLING: {
    en: 'The billing system does not show that the recipient has the money.',
    ru: 'В биллинговой системе нет зачисления получателю.',
  },
  CARRIED_OUT_IN_BILLING: {
    en: 'The billing system shows that the money was given back to the account.',
    ru: 'В биллинговой системе деньги уже возвращены на счёт.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Повторите позже.',
  },
  CHANGED_MEANWHILE: {
    en: 'Somebody else has changed it meanwhile. Look at it once more.',
    ru: 'За это время её изменил кто-то другой. Посмотрите ещё раз.',
  },
}
