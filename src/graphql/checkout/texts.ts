import type {
  CheckoutCloseRefusalCode,
  CheckoutRefundRefusalCode,
  CheckoutState,
  PaymentInitiationRefusalCode,
} from '../../generated/schema.ts'
import type { Text } from '../language.ts'

/** What a payer hears of a payment that was begun. */
export const CHECKOUT_TEXTS: Readonly<Record<CheckoutState, Text>> = {
  CREATED: { en: 'The payment is being prepared.', ru: 'Оплата подготавливается.' },
  OPEN: { en: 'The payment can be made.', ru: 'Можно оплатить.' },
  CAPTURED: {
    en: 'Paid. The money is on its way to the account.',
    ru: 'Оплачено. Деньги зачисляются на лицевой счёт.',
  },
  DONE: { en: 'Paid. The money is on the account.', ru: 'Оплачено. Деньги на лицевом счёте.' },
  REFUSED: { en: 'The payment could not be begun.', ru: 'Начать оплату не удалось.' },
  DECLINED: {
    en: 'The bank has declined the payment. Nothing was taken.',
    ru: 'Банк отклонил оплату. Деньги не списаны.',
  },
  CANCELED: { en: 'The payment was canceled. Nothing was taken.', ru: 'Оплата отменена. Деньги не списаны.' },
  EXPIRED: {
    en: 'The time for this payment is over. Nothing was taken.',
    ru: 'Время на оплату истекло. Деньги не списаны.',
  },
  OPERATOR: {
    en: 'Paid, and not on the account yet: our people see to it. The money is not lost.',
    ru: 'Оплачено, но пока не зачислено: этим занимаются наши сотрудники. Деньги не пропадут.',
  },
  REFUNDING: { en: 'The money is being given back.', ru: 'Деньги возвращаются.' },
  REFUNDED: {
    en: 'The money was given back. The bank may need some days.',
    ru: 'Деньги возвращены. Банку может понадобиться несколько дней.',
  },
}

/** Of one that can be paid no more, and of which the acquirer has not said yet what has come of it. */
export const TIME_IS_OVER: Text = {
  en: 'The time for this payment is over. Whether it was made is being found out.',
  ru: 'Время на оплату истекло. Выясняется, прошла ли она.',
}

export const INITIATION_PENDING: Text = {
  en: 'The payment service does not answer just now. Nothing was paid; try again in a moment.',
  ru: 'Платёжный сервис сейчас не отвечает. Ничего не списано; повторите через минуту.',
}

export const INITIATION_CONFLICT: Text = {
  en: 'This key was used for another payment. Nothing was begun; make a new key.',
  ru: 'Этот ключ уже использован для другой оплаты. Ничего не начато; создайте новый ключ.',
}

/** What somebody hears whose payment was not begun. */
export const INITIATION_TEXTS: Readonly<Record<PaymentInitiationRefusalCode, Text>> = {
  ACCOUNT_NOT_FOUND: { en: 'There is no such account.', ru: 'Такого лицевого счёта нет.' },
  ACCOUNT_CLOSED: {
    en: 'The agreement has ended; the account cannot be paid to.',
    ru: 'Договор расторгнут; пополнить счёт нельзя.',
  },
  NOT_ALLOWED: {
    en: 'You may see this account, and not pay for it. Ask its owner for the right.',
    ru: 'Вы можете смотреть этот счёт, но не платить за него. Попросите право у владельца.',
  },
  INVALID_VALUE: {
    en: 'The value is empty, too long, out of range or has characters that cannot be used.',
    ru: 'Значение пустое, слишком длинное, вне допустимых границ или содержит недопустимые символы.',
  },
  CARD_NUMBER_NOT_ALLOWED: {
    en: 'Never type a card number here. It is asked for on the page of the payment service.',
    ru: 'Не вводите здесь номер карты. Его спросят на странице платёжного сервиса.',
  },
  RETURN_URL_NOT_ALLOWED: {
    en: 'The provider has not allowed to come back to this address.',
    ru: 'Возврат на этот адрес провайдером не разрешён.',
  },
  METHOD_NOT_AVAILABLE: {
    en: 'This way to pay is not available just now. Choose another.',
    ru: 'Этот способ оплаты сейчас недоступен. Выберите другой.',
  },
  AMOUNT_TOO_SMALL: { en: 'The amount is too small.', ru: 'Сумма слишком мала.' },
  AMOUNT_TOO_LARGE: { en: 'The amount is too large.', ru: 'Сумма слишком велика.' },
  AMOUNT_NOT_ACCEPTED: {
    en: 'The payment service does not take this amount.',
    ru: 'Платёжный сервис не принимает такую сумму.',
  },
  RECEIPT_CONTACT_NOT_ACCEPTED: {
    en: 'The receipt cannot be sent there. Give another address or number.',
    ru: 'Чек туда отправить нельзя. Укажите другой адрес или номер.',
  },
  NOT_ACCEPTED: {
    en: 'The payment service has refused it. Try another way to pay, or call us.',
    ru: 'Платёжный сервис отказал. Выберите другой способ оплаты или позвоните нам.',
  },
  TOO_MANY_OPEN: {
    en: 'Too many payments were begun and not made. Make one of them, or wait until they expire.',
    ru: 'Слишком много начатых оплат. Завершите одну из них или дождитесь их окончания.',
  },
  TOO_MANY_TRIES: {
    en: 'Too many tries. Wait before the next one.',
    ru: 'Слишком много попыток. Подождите перед следующей.',
  },
  NOT_SUPPORTED: {
    en: 'Nothing can be paid here. See the other ways to pay.',
    ru: 'Здесь оплатить нельзя. Посмотрите другие способы оплаты.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Повторите позже.',
  },
}

/** What an operator hears when nothing is closed. */
export const CLOSE_TEXTS: Readonly<Record<CheckoutCloseRefusalCode, Text>> = {
  CHECKOUT_NOT_FOUND: { en: 'There is no such payment.', ru: 'Такой оплаты нет.' },
  INVALID_VALUE: {
    en: 'Name the payment that is on the account, and the reason in one line of 3 to 120 characters, without card numbers.',
    ru: 'Укажите платёж, которым деньги зачислены, и причину — одну строку от 3 до 120 символов, без номеров карт.',
  },
  NOT_WAITING: {
    en: 'This payment does not wait for a person, or is going back.',
    ru: 'Эта оплата не ждёт решения человека или уже возвращается.',
  },
  CREDIT_NOT_SETTLED: {
    en: 'The payment order may still be carried out. Settle it first.',
    ru: 'Платёжное поручение ещё может исполниться. Сначала решите вопрос с ним.',
  },
  PAYMENT_NOT_FOUND: {
    en: 'The billing system has no such payment on this account.',
    ru: 'В биллинге нет такого платежа на этом счёте.',
  },
  PAYMENT_TAKEN: { en: 'This payment is the money of something else.', ru: 'Этот платёж относится к другой оплате.' },
  PAYMENT_DIFFERS: {
    en: 'The payment is not the same: another account, amount, day or state. Look at it, and say that you have.',
    ru: 'Платёж не совпадает: другой счёт, сумма, день или состояние. Проверьте и подтвердите это.',
  },
  REFUNDED_ELSEWHERE: {
    en: 'The payment service has given a part of it back. Look at it, and say that you have.',
    ru: 'Платёжный сервис вернул часть денег. Проверьте и подтвердите это.',
  },
  IN_DOUBT: {
    en: 'The payment service says something else than before or is not connected any more, or the account has this money by another payment as well. Look into it, and say that you have.',
    ru: 'Платёжный сервис сообщает не то, что раньше, или больше не подключён, либо эти деньги есть на счёте ещё и другим платежом. Проверьте и подтвердите это.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Повторите позже.',
  },
  ACQUIRER_UNAVAILABLE: {
    en: 'The payment service does not answer, or does not say that it has the money. Try again later.',
    ru: 'Платёжный сервис не отвечает или не подтверждает, что деньги у него. Повторите позже.',
  },
  CHANGED_MEANWHILE: {
    en: 'The payment has changed meanwhile. Look at it as it is now.',
    ru: 'Оплата тем временем изменилась. Посмотрите её текущий вид.',
  },
}

/** What an operator hears when nothing goes back. */
export const REFUND_TEXTS: Readonly<Record<CheckoutRefundRefusalCode, Text>> = {
  CHECKOUT_NOT_FOUND: { en: 'There is no such payment.', ru: 'Такой оплаты нет.' },
  INVALID_VALUE: {
    en: 'The value cannot be used. The reason is one line of 3 to 120 characters, without card numbers.',
    ru: 'Значение не подходит. Причина — одна строка от 3 до 120 символов, без номеров карт.',
  },
  NOT_WAITING: {
    en: 'This payment does not wait for a person.',
    ru: 'Эта оплата не ждёт решения человека.',
  },
  CREDITED: {
    en: 'The billing system has the money, or may have. Settle its payment order first.',
    ru: 'Деньги есть в биллинге или могли туда попасть. Сначала решите вопрос с платёжным поручением.',
  },
  IN_DOUBT: {
    en: 'The billing system’s rows do not tell whether it has the money, or the payment service says something else than before. Look at both, and say that you have.',
    ru: 'По записям биллинга не видно, есть ли там деньги, или платёжный сервис сообщает не то, что раньше. Проверьте там и там и подтвердите это.',
  },
  REFUND_REFUSED: {
    en: 'The payment service has refused the refund of this key. Mend what it says, and use a new key.',
    ru: 'Платёжный сервис отказал в возврате по этому ключу. Устраните причину и возьмите новый ключ.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer, and so nobody knows whether it has the money. Try again later.',
    ru: 'Биллинг не отвечает, и неизвестно, есть ли деньги там. Повторите позже.',
  },
  ACQUIRER_UNAVAILABLE: {
    en: 'The payment service does not answer, or does not say that it has the money. Try again later.',
    ru: 'Платёжный сервис не отвечает или не подтверждает, что деньги у него. Повторите позже.',
  },
  CHANGED_MEANWHILE: {
    en: 'The payment has changed meanwhile. Look at it as it is now.',
    ru: 'Оплата тем временем изменилась. Посмотрите её текущий вид.',
  },
  OVERLOADED: {
    en: 'The gateway has too much to do. Try again in a moment.',
    ru: 'Шлюз перегружен. Повторите через минуту.',
  },
  IDEMPOTENCY_CONFLICT: {
    en: 'This key was used for something else. Nothing was done; make a new one.',
    ru: 'Этот ключ уже использован для другого. Ничего не сделано; создайте новый.',
  },
}
