import { createHash } from 'node:crypto'
import type { Answer } from './answer.ts'

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}pre{overflow:auto;padding:1rem;background:#f4f4f4;color:#222}'
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** What a developer sees who opens the gateway in a browser: nothing is loaded from anywhere. */
export function createPage(baseUrl: string): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    relaxed: {
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Billing Gateway</title>
<style>${STYLE}</style>
<h1>Billing Gateway</h1>
<p>The GraphQL endpoint is <code>POST ${baseUrl}/graphql</code>. Try it:</p>
<pre>curl ${baseUrl}/graphql \\
  -H 'content-type: application/json' \\
  -d '{"query":"{ __typename }"}'</pre>
<p>Or in the browser:</p>
<ul>
<li><a href="/explorer">the explorer</a>, which needs nothing from outside;</li>
<li><a href="/graphql">Apollo Sandbox</a>, which comes from Apollo's servers.</li>
</ul>
<p>State: <a href="/health/live">live</a>, <a href="/health/ready">ready</a>.
The documentation stands in <code>README.md</code> and the folder <code>docs</code>; every type and field is described in <code>schema</code>.</p>
</html>
`,
  }
}
