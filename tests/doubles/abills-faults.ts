import type { ServerResponse } from 'node:http'

// What goes wrong, and the pages that the billing shows then.

/** `isApplied` says whether the work is done all the same; it is, unless the kind says otherwise. */
export type Fault =
  /** The work is done, the connection drops without an answer. */
  | { readonly kind: 'lostAnswer' }
  /** Nothing is answered; when the caller has given up, and that long after it, the work is done. */
  | { readonly kind: 'lateWrite'; readonly delayMs?: number }
  /** A page of the program's own error with the status 200. */
  | { readonly kind: 'html'; readonly isApplied?: boolean }
  /** 502 with the file and the line. */
  | { readonly kind: 'badGateway'; readonly isApplied?: boolean }
  /** 200 and "[]": it sounds like success, and nothing has changed. */
  | { readonly kind: 'emptyList' }
  /** 200 and no body at all. */
  | { readonly kind: 'emptyBody'; readonly isApplied?: boolean }
  /** The work waits that long before it begins. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The web server in front has no program to give the call to. */
  | { readonly kind: 'busy' }
  /** The answer ends in the middle. */
  | { readonly kind: 'cut' }
  /** The connection drops before anything is done. */
  | { readonly kind: 'dropped' }
  /** Any other answer, instead of the work. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }

export interface PlannedFault {
  /** "POST /payments/users/:uid/", as the routes name it. */
  readonly route: string
  readonly fault: Fault
  times: number
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** The headers of every answer that the program itself gives. */
export function writeJson(response: ServerResponse, answer: { status: number; text: string; isRead: boolean }): void {
  const body = Buffer.from(answer.text)
  response.writeHead(answer.status, {
    'Content-Type': JSON_TYPE,
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': '*',
    ...(answer.isRead && answer.status === 200 ? { 'Accept-Ranges': 'bytes' } : {}),
    'Content-Length': body.length,
    Server: 'lighttpd/1.4.69',
  })
  response.end(body)
}

function writePage(response: ServerResponse, status: number, page: string): void {
  const headers = { 'Content-Type': 'text/html', 'Content-Length': Buffer.byteLength(page), Server: 'lighttpd/1.4.69' }
  response.writeHead(status, headers).end(page)
}

/** The program died half way: its complaint comes first, and the answer that it meant to give stands in the page. */
const ERROR_PAGE = [
  "Error: load module 'Msgs'<br/>Msgs::Api::admin::Root, ../Abills/modules/Msgs/Api/admin/Root.pm, 395<br/>$!<br/>",
  "Can't locate Some/Module.pm in @INC (you may need to install the Some::Module module) at ..//lib/Abills/Backend/API.pm line 15.\n",
  'BEGIN failed--compilation aborted at ..//lib/Abills/Backend/API.pm line 15.\n<br/><br/>INC: <br/>../Abills/modules/',
  `Content-Type: ${JSON_TYPE}\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Headers: *\nStatus: 502\n\n`,
  '{"debuginfo":"Can\'t locate Some/Module.pm in @INC","errno":20,"errstr":"Unknown error, please try later"}',
].join('')

const BAD_GATEWAY = JSON.stringify({
  debuginfo: 'Undefined subroutine &Some::Module::work called at ..//lib/Abills/Api/Router.pm line 323.\n',
  errno: 20,
  errstr: 'Unknown error, please try later',
})
const BUSY_PAGE =
  '<?xml version="1.0" encoding="iso-8859-1"?><html><body><h1>503 Service Not Available</h1></body></html>'

export function isApplied(fault: Fault): boolean {
  switch (fault.kind) {
    case 'emptyList':
    case 'busy':
    case 'dropped':
    case 'answer':
      return false
    case 'html':
    case 'badGateway':
    case 'emptyBody':
      return fault.isApplied ?? true
    case 'lostAnswer':
    case 'lateWrite':
    case 'slow':
    case 'cut':
      return true
  }
}

/** Answers in the fault's own way; false where the true answer is the one to give. */
export function spoil(response: ServerResponse, fault: Fault, text: string): boolean {
  const json = (status: number, body: string) => writeJson(response, { status, text: body, isRead: false })
  switch (fault.kind) {
    case 'lostAnswer':
    case 'lateWrite':
    case 'dropped':
      response.destroy()
      return true
    case 'html':
      writePage(response, 200, ERROR_PAGE)
      return true
    case 'busy':
      writePage(response, 503, BUSY_PAGE)
      return true
    case 'badGateway':
      json(502, BAD_GATEWAY)
      return true
    case 'emptyList':
      json(200, '[]')
      return true
    case 'emptyBody':
      json(200, '')
      return true
    case 'answer':
      json(fault.status, fault.body)
      return true
    case 'cut':
      response.writeHead(200, { 'Content-Type': JSON_TYPE, 'Content-Length': Buffer.byteLength(text) })
      response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.destroy())
      return true
    case 'slow':
      return false
  }
}
