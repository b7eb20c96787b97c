import { createHash } from 'node:crypto'
import { renderSVG } from 'uqr'
import type { Reply } from '../wire/answer.ts'
import { decimalText } from '../wire/money.ts'
import { PAGE_STYLE } from './style.ts'
import { PAGE_TEXTS, type PageLanguage, type PageTexts } from './texts.ts'
import type { ShopPayment } from './types.ts'

export interface PageView {
  readonly language: PageLanguage
  /** Of this very page, without a query. */
  readonly url: string
  /** Whether the payer has just chosen: then the page leads back by itself after a while. */
  readonly hasChosen: boolean
}

const RETURN_AFTER_SECONDS = 6

/** The page on which somebody pays: it asks for nothing that could be a real card. */
export function paymentPage(payment: ShopPayment | null, view: PageView): Reply {
  const texts = PAGE_TEXTS[view.language]
  if (payment === null)
    return page(404, view, { body: endOf({ title: texts.notFound, hint: texts.notFoundHint, kind: 'bad' }) })
  if (payment.status === 'open') return page(200, view, { body: headOf(payment, view) + choicesOf(payment, view) })
  const isPaid = payment.status === 'captured'
  const hint = isPaid ? texts.paidHint : (texts.reasons[payment.cancelReason ?? ''] ?? '')
  const back = `<a class="button" href="${escape(payment.returnUrl)}">${texts.back}</a>`
  const ending = { title: isPaid ? texts.paid : texts.failed, hint, kind: isPaid ? 'good' : 'bad', more: back } as const
  const body = headOf(payment, view) + endOf(ending)
  return page(200, view, { body, ...(view.hasChosen ? { leadsTo: payment.returnUrl } : {}) })
}

function headOf({ minorUnits, currency, description, method }: ShopPayment, { language, url }: PageView): string {
  const texts = PAGE_TEXTS[language]
  const [whole = '', fraction = ''] = decimalText(minorUnits).split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, '\u202F')
  const point = language === 'ru' ? ',' : '.'
  const sign = SIGNS[currency] ?? currency
  const other = language === 'ru' ? 'en' : 'ru'
  return `<header><div class="top"><span class="shop">${texts.shop}</span>
<a href="${escape(url)}?lang=${other}" hreflang="${other}" lang="${other}">${other === 'ru' ? 'Русский' : 'English'}</a></div>
<p class="amount" aria-label="${texts.toPay}">${grouped}${point}${fraction} <small>${escape(sign)}</small></p>
<p class="what">${escape(description)}</p><span class="method">${texts.methods[method]}</span></header>`
}

const SIGNS: Readonly<Record<string, string>> = { RUB: '₽', USD: '$', EUR: '€' }

function choicesOf({ method, expiresAt }: ShopPayment, { language, url }: PageView): string {
  const texts = PAGE_TEXTS[language]
  const code = method === 'sbp' ? `<div class="qr">${renderSVG(`${url}?via=qr`, { border: 1 })}${texts.scan}</div>` : ''
  const zone = { hour: '2-digit', minute: '2-digit', hour12: false } as const
  const until = new Intl.DateTimeFormat(language, zone).format(expiresAt)
  return `<section>${code}<h2>${texts.choose[method]}</h2>
<form method="post" action="${escape(url)}?lang=${language}">
${button('pay', 'main', [texts.pay[method], texts.payHint])}
${button('insufficient_funds', '', [texts.insufficient, texts.insufficientHint])}
${button('decline', '', [texts.decline, texts.declineHint])}
${button('cancel', 'plain', [texts.cancel])}
</form></section><footer>${texts.until(until)}</footer>`
}

function button(choice: string, kind: string, [title, hint]: readonly [string, string?]): string {
  return `<button name="choice" value="${choice}" class="${kind}"><b>${title}</b>${hint ? `<span>${hint}</span>` : ''}</button>`
}

interface End {
  readonly title: string
  readonly hint: string
  readonly kind: 'good' | 'bad'
  readonly more?: string
}

function endOf({ title, hint, kind, more = '' }: End): string {
  return `<section class="end"><div class="mark ${kind}" aria-hidden="true">${kind === 'good' ? '✓' : '×'}</div>
<h1>${title}</h1><p>${hint}</p>${more}</section>`
}

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64')

function page(status: number, { language }: PageView, { body, leadsTo }: { body: string; leadsTo?: string }): Reply {
  const texts: PageTexts = PAGE_TEXTS[language]
  const refresh =
    leadsTo === undefined ? '' : `<meta http-equiv="refresh" content="${RETURN_AFTER_SECONDS};url=${escape(leadsTo)}">`
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">${refresh}<title>${texts.title}</title><style>${PAGE_STYLE}</style></head>
<body><main>${body}<footer>${texts.note}</footer></main></body></html>
`
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    },
    body: Buffer.from(html),
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
