/** The look of the page; no script, no font and no picture comes from elsewhere. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #14213d; --soft: #5c6784; --line: #e3e8f3; --card: #ffffff; --back: #eef2fb;
  --accent: #2f5bea; --accent-ink: #ffffff; --good: #138a5b; --bad: #c2392f; }
@media (prefers-color-scheme: dark) { :root { --ink: #eef2fb; --soft: #9aa6c4; --line: #2b3553; --card: #1a2238;
  --back: #0f1526; --accent: #6d8dff; --accent-ink: #0b1020; --good: #4cd19c; --bad: #ff8b80; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px; background:
  radial-gradient(1200px 600px at 50% -10%, color-mix(in srgb, var(--accent) 18%, transparent), transparent) var(--back);
  color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { width: 100%; max-width: 440px; background: var(--card); border: 1px solid var(--line); border-radius: 20px;
  box-shadow: 0 24px 60px -28px rgb(20 33 61 / .35); overflow: hidden; }
header { padding: 28px 28px 22px; border-bottom: 1px solid var(--line); }
.top { display: flex; justify-content: space-between; gap: 16px; align-items: baseline; color: var(--soft); font-size: 14px; }
.top a { color: inherit; text-decoration: none; border-bottom: 1px dotted currentcolor; }
.shop { font-weight: 600; color: var(--ink); }
.amount { margin: 14px 0 2px; font-size: 40px; line-height: 1.1; font-weight: 700; letter-spacing: -.02em;
  font-variant-numeric: tabular-nums; }
.amount small { font-size: 22px; font-weight: 600; color: var(--soft); }
.what { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
.method { display: inline-block; margin-top: 14px; padding: 4px 12px; border-radius: 999px; font-size: 14px; font-weight: 600;
  color: var(--accent); background: color-mix(in srgb, var(--accent) 12%, transparent); }
section { padding: 22px 28px 26px; }
h2 { margin: 0 0 12px; font-size: 15px; font-weight: 600; color: var(--soft); }
form { margin: 0; display: grid; gap: 10px; }
button { font: inherit; text-align: left; color: var(--ink); background: transparent; cursor: pointer; padding: 13px 16px;
  border: 1px solid var(--line); border-radius: 14px; display: grid; gap: 1px; }
button:hover { border-color: var(--accent); }
button:focus-visible, .button:focus-visible, .top a:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 50%, transparent);
  outline-offset: 2px; }
button b { font-weight: 600; }
button span { font-size: 14px; color: var(--soft); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button.main span { color: inherit; opacity: .85; }
button.plain { border-color: transparent; text-align: center; color: var(--soft); padding: 8px; }
.qr { display: grid; justify-items: center; gap: 10px; margin-bottom: 20px; text-align: center; color: var(--soft); font-size: 14px; }
.qr svg { width: 200px; height: 200px; padding: 10px; background: #fff; border: 1px solid var(--line); border-radius: 14px; }
.end { text-align: center; padding: 40px 28px 34px; }
.mark { width: 64px; height: 64px; margin: 0 auto 14px; border-radius: 50%; display: grid; place-items: center; font-size: 32px;
  font-weight: 700; }
.mark.good { color: var(--good); background: color-mix(in srgb, var(--good) 15%, transparent); }
.mark.bad { color: var(--bad); background: color-mix(in srgb, var(--bad) 15%, transparent); }
h1 { margin: 0 0 4px; font-size: 26px; letter-spacing: -.01em; }
.end p { margin: 0 0 22px; color: var(--soft); }
.button { display: block; padding: 13px 16px; border-radius: 14px; background: var(--accent); color: var(--accent-ink);
  text-decoration: none; font-weight: 600; }
footer { padding: 14px 28px 18px; border-top: 1px solid var(--line); color: var(--soft); font-size: 13px; text-align: center; }
`
