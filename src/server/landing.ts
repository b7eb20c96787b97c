import { createHash } from 'node:crypto'
import type { Answer } from './answer.ts'
import { CABINET_DOCUMENT, SIGN_IN_DOCUMENT, TOKEN_PLACEHOLDER } from './landing-operations.ts'

const SANDBOX_SCRIPT_ORIGIN = 'https://embeddable-sandbox.cdn.apollographql.com'
const SANDBOX_FRAME_ORIGIN = 'https://sandbox.embed.apollographql.com'

const STYLE = `body{margin:0;font:16px/1.5 system-ui,sans-serif}
p{padding:1rem;margin:0}
#sandbox{position:absolute;inset:0}
#sandbox:empty{display:none}
iframe{width:100%;height:100%;border:0;background:#fff}`

const OPTIONS = {
  target: '#sandbox',
  initialState: {
    document: `${SIGN_IN_DOCUMENT}\n${CABINET_DOCUMENT}`,
    variables: {},
    headers: { authorization: TOKEN_PLACEHOLDER },
    includeCookies: false,
  },
  hideCookieToggle: true,
  endpointIsEditable: false,
  runTelemetry: false,
  allowDynamicStyles: false,
}

/** The endpoint is wherever the page came from, so that it also works behind a proxy or another name. */
const START = `const options = ${escapeScript(JSON.stringify(OPTIONS))}
if (window.EmbeddedSandbox) new window.EmbeddedSandbox({ ...options, initialEndpoint: location.origin + location.pathname })`

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `script-src ${SANDBOX_SCRIPT_ORIGIN} ${sourceHash(START)}`,
  `style-src ${sourceHash(STYLE)}`,
  `frame-src ${SANDBOX_FRAME_ORIGIN}`,
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/**
 * Apollo Sandbox for a browser that opens `/graphql`. The page is ours, the sandbox comes from Apollo's servers; where
 * they cannot be reached, the page says where the explorer stands that needs nobody else.
 */
export const LANDING_PAGE: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', vary: 'Accept' },
  relaxed: { 'content-security-policy': CONTENT_SECURITY_POLICY },
  body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Billing Gateway: Apollo Sandbox</title>
<style>${STYLE}</style>
<p>Apollo Sandbox is loading from Apollo's servers. If nothing appears, they cannot be reached from here:
<a href="/explorer">the explorer of this gateway</a> needs nothing from outside.</p>
<div id="sandbox"></div>
<script src="${SANDBOX_SCRIPT_ORIGIN}/v2/embeddable-sandbox.umd.production.min.js"></script>
<script>${START}</script>
</html>
`,
}

/** Whether a browser asks to be shown something: programs accept any type, only browsers name HTML. */
export function wantsHtml(accept: string | undefined): boolean {
  return (accept ?? '').split(',').some((range) => /^\s*text\/html\s*(?:;(?!\s*q=0(?:\.0*)?\s*$).*)?$/i.test(range))
}

/** Within a script element no text may look like the element's end, or like a comment. */
export function escapeScript(json: string): string {
  return json.replaceAll('<', '\\u003c')
}

/** How a content security policy names one inline script or style. */
export function sourceHash(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`
}
