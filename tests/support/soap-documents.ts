/** How a billing writes its envelopes; `OPERATION` stands for the operation's answer, `CONTENT` for what is in it. */
const STYLES = [
  '<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" ' +
    'xmlns:ns1="urn:reference-billing"><SOAP-ENV:Body><ns1:OPERATION>CONTENT</ns1:OPERATION></SOAP-ENV:Body></SOAP-ENV:Envelope>',
  "<?xml version='1.0' encoding='utf-8' ?>\r\n<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/' " +
    "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\r\n  <soap:Header/>\r\n  <soap:Body>\r\n    " +
    "<OPERATION xmlns='urn:reference-billing'>\r\nCONTENT\r\n    </OPERATION>\r\n  </soap:Body>\r\n</soap:Envelope>\r\n",
  '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Header /><Body><b:OPERATION xmlns:b="urn:reference-billing">CONTENT' +
    '</b:OPERATION ></Body></Envelope>',
]

const RECORD =
  '<recordid>8000017</recordid><agrmid>900017</agrmid><status>1</status><amount>600.45000000000005</amount><currency>RUB</currency>' +
  '<classid>3</classid><paydate>2026-11-22 13:00:00</paydate><localdate>2026-11-22 13:00:00</localdate><receipt>TERM-1</receipt>' +
  '<comment>«Рога» &amp; копыта > 1</comment><mgr>касса</mgr>'
const SHORT_RECORD = '<recordid>5</recordid><status/><amount>0</amount><receipt/><comment> &lt;&#32;]] </comment>'
const ENTRY =
  '<recordid>7</recordid><kind>2</kind><amount>-1.5</amount><date>0000-00-00</date><descr>Плата\n за месяц</descr>'

const CONTENTS: readonly (readonly [operation: string, content: string])[] = [
  ['GetPaymentsResponse', `<ret>${RECORD}</ret><ret>${RECORD}</ret>`],
  [
    'GetPaymentsResponse',
    `<ret>${RECORD.replaceAll('><', '>\n   <')}\n </ret>\n <ret>${SHORT_RECORD.replace('&#32;', '')}</ret>`,
  ],
  ['GetPaymentsResponse', `<ret>${SHORT_RECORD}</ret>`],
  ['GetPaymentsResponse', ''],
  [
    'GetStatementResponse',
    `<ret><agrmid>900017</agrmid><opening>0</opening><credits/><debits>1.5</debits><closing>-1.5</closing><entry>${ENTRY}</entry>` +
      `<entry>${ENTRY}</entry></ret>`,
  ],
  ['GetServerTimeResponse', '<ret>2026-11-22 13:00:00</ret>'],
]

/** Answers of the reference billing in every style. All are well-formed, and most look as the WSDL says. */
export const SOAP_DOCUMENTS: readonly { readonly operation: string; readonly text: string }[] = CONTENTS.flatMap(
  ([operation, content]) =>
    STYLES.map((style) => ({
      operation,
      text: style.replaceAll('OPERATION', operation).replace('CONTENT', () => content),
    })),
)
